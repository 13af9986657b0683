/** From the tray into the work and back, and nobody forgotten: by filter, key, drag and tap, until everyone is in. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getComposition, type Placement } from '#core/contract/composition.ts'
import { createHouse } from '#core/contract/artworks.ts'
import { listEditions, previewPublish } from '#core/contract/editions.ts'
import { HouseCode, type ArtworkSlug, type PieceId } from '#core/contract/ids.ts'
import { insertEntrance } from '#api/artworks/repository.ts'
import { packSheets } from '#api/sheets/pack.ts'
import { axeComplaints } from '#tests/screens/gates/axe.ts'
import { desk as deskSize, openContext } from '#tests/support/browser.ts'
import { hang } from '#tests/support/hang.ts'
import { insertReadyPieces } from '#tests/support/ready-pieces.ts'
import { until } from '#tests/support/maker.ts'
import { signInAt } from '#tests/support/signed-in.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
let slug: ArtworkSlug
let artworkId: string
let houseCode: string
let pieces: PieceId[]
let context: BrowserContext
let page: Page

const words = ['Kaffe', 'Ro', 'Min hund', 'Havet']

beforeEach(async () => {
  const made = await makeArtwork(curator)
  ;({ slug, houseCode } = made)
  artworkId = made.artwork.id
  pieces = await insertReadyPieces(house.deps, { artworkId, houseCode, count: words.length })
  for (const [index, text] of words.entries())
    await house.deps.db
      .updateTable('piece')
      .set({ text })
      .where('id', '=', pieces[index] ?? '')
      .execute()
  context = await openContext(deskSize, house.origin)
  await signInAt(context, curator, house.origin)
  page = await context.newPage()
})

afterEach(() => context.close())

async function openComposer(): Promise<void> {
  await page.goto(`${house.origin}/kurator/vaerker/${slug}/saet-sammen`)
  await page.locator('[data-stage] .live canvas').waitFor()
}

const list = () => page.getByRole('listbox', { name: 'Bakken' })
const options = () => list().getByRole('option')
const option = (text: string) => list().getByRole('option', { name: new RegExp(text) })
const bar = () => page.getByRole('region', { name: 'Alle er med' })
const button = (name: string | RegExp) => page.getByRole('button', { name })

const standing = async (): Promise<Placement[]> =>
  (await curator.call(getComposition, { params: { slug } })).placements
const untilStanding = (isSo: (placements: readonly Placement[]) => boolean): Promise<Placement[]> =>
  until(standing, isSo)
function idOf(text: string): PieceId {
  const id = pieces[words.indexOf(text)]
  if (id === undefined) throw new Error(`no piece says ${text}`)
  return id
}

/** Where a point of the work lies on the page, as the stage shows it when it is opened. */
async function onStage(xMm: number, yMm: number): Promise<{ x: number; y: number }> {
  const stage = await page.locator('[data-stage]').boundingBox()
  if (!stage) throw new Error('there is no stage')
  const pxPerMm = Math.min((stage.width - 96) / 1600, (stage.height - 96) / 900)
  return {
    x: stage.x + stage.width / 2 + (xMm - 800) * pxPerMm,
    y: stage.y + stage.height / 2 + (yMm - 450) * pxPerMm,
  }
}

async function drag(text: string, xMm: number, yMm: number): Promise<void> {
  const from = await option(text).boundingBox()
  const to = await onStage(xMm, yMm)
  if (!from) throw new Error('nothing to drag')
  await page.mouse.move(from.x + 20, from.y + 20)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + 40, { steps: 3 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
}

const left = { xMm: 400, yMm: 450, widthMm: 300, heightMm: 200, rotationDeg: 0 }
const right = { ...left, xMm: 1200 }

test('it is searched and filtered, says what it found, and helps where nothing fits', async () => {
  await openComposer()
  expect(await options().count()).toBe(4)
  await page.getByRole('searchbox').fill('HUND')
  await until(
    () => options().count(),
    (count) => count === 1,
  )
  expect(await option('Min hund').count()).toBe(1)
  await page.getByText('1 stykke i bakken').waitFor({ state: 'attached' })

  await page.getByRole('searchbox').fill('kat')
  await page.getByText('Ingen stykker passer til det.').waitFor()
  expect(await axeComplaints(page, { isAaa: false, withColours: true })).toEqual([])
  await button('Ryd alle valg').click()
  expect(await options().count()).toBe(4)

  await page.getByLabel('Vis', { exact: true }).selectOption('I værket (0)')
  await page.getByText('Her er ingen lige nu: I værket.').waitFor()
  await button('Se dem uden plads').click()
  expect(await list().evaluate((element) => element === document.activeElement)).toBe(true)
})

test('by keys alone: Enter gives a place and goes on to the next, shows one that stands, and swaps with the chosen', async () => {
  await openComposer()
  await list().focus()
  await page.keyboard.press('Enter')
  await untilStanding((all) => all.length === 1)
  await page.keyboard.press('Enter')
  const two = await untilStanding((all) => all.length === 2)
  expect(new Set(two.map(({ pieceId }) => pieceId))).toEqual(new Set([idOf('Kaffe'), idOf('Ro')]))

  // The one that was placed last is chosen; what is first in the tray takes its place.
  await page.keyboard.press('Shift+Enter')
  const swapped = await untilStanding((all) => all.some(({ pieceId }) => pieceId === idOf('Min hund')))
  expect(new Set(swapped.map(({ id }) => id))).toEqual(new Set(two.map(({ id }) => id)))
  expect(await option('Ro').count()).toBe(1)

  await page.getByLabel('Vis', { exact: true }).selectOption('I værket (2)')
  await list().focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await page.locator('[data-stage] .name', { hasText: 'Kaffe' }).waitFor()
  await page.keyboard.press('Control+z')
  await untilStanding((all) => all.some(({ pieceId }) => pieceId === idOf('Ro')))
})

test('dropped on another it swaps with it, from the tray and from its own place, as one step', async () => {
  await hang(curator, slug, idOf('Kaffe'), left)
  await hang(curator, slug, idOf('Ro'), right)
  await openComposer()
  await drag('Havet', left.xMm, left.yMm)
  await page.getByText(/^Bytter med: .*Kaffe/).waitFor()
  await page.mouse.up()
  const taken = await untilStanding((all) => all.some(({ pieceId }) => pieceId === idOf('Havet')))
  expect(await standing()).toHaveLength(2)
  expect(await option('Kaffe').count()).toBe(1)
  expect(taken.find(({ pieceId }) => pieceId === idOf('Havet'))?.xMm).toBe(left.xMm)

  await page.getByLabel('Vis', { exact: true }).selectOption('I værket (2)')
  await drag('Havet', right.xMm, right.yMm)
  await page.mouse.up()
  const places = await untilStanding(
    (all) => all.find(({ pieceId }) => pieceId === idOf('Havet'))?.xMm === right.xMm,
  )
  expect(places.find(({ pieceId }) => pieceId === idOf('Ro'))?.xMm).toBe(left.xMm)
  await page.keyboard.press('Control+z')
  await untilStanding((all) => all.find(({ pieceId }) => pieceId === idOf('Havet'))?.xMm === left.xMm)
})

test('without dragging: a piece is pressed in the tray, then a spot in the work', async () => {
  await hang(curator, slug, idOf('Kaffe'), left)
  await openComposer()
  await option('Ro').click()
  await page.getByText('Du har det i hånden.').waitFor()
  const free = await onStage(1100, 300)
  await page.mouse.click(free.x, free.y)
  const placed = await untilStanding((all) => all.length === 2)
  const ro = placed.find(({ pieceId }) => pieceId === idOf('Ro'))
  expect(Math.abs((ro?.xMm ?? 0) - 1100)).toBeLessThan(5)

  await option('Havet').click()
  const taken = await onStage(left.xMm, left.yMm)
  await page.mouse.click(taken.x, taken.y)
  await untilStanding((all) => all.find(({ pieceId }) => pieceId === idOf('Havet'))?.xMm === left.xMm)
  expect(await option('Kaffe').count()).toBe(1)

  // In the hand and put back: the next press chooses, as ever.
  await option('Kaffe').click()
  await page.keyboard.press('Escape')
  await page.mouse.click(taken.x, taken.y)
  await page.locator('[data-stage] .name', { hasText: 'Havet' }).waitFor()
  expect(await standing()).toHaveLength(2)
})

test('the line counts whom nobody sees, leads there, and turns to a tick when everyone is in', async () => {
  await hang(curator, slug, idOf('Kaffe'), left)
  await hang(curator, slug, idOf('Ro'), { ...left, widthMm: 310, heightMm: 220, layer: 1 })
  await hang(curator, slug, idOf('Min hund'), { ...right, widthMm: 12, heightMm: 8 })
  await openComposer()
  await bar().getByRole('button', { name: '1 uden plads' }).waitFor()
  await bar().getByRole('button', { name: '1 er dækket' }).click()
  await page.getByText('Kaffe', { exact: false }).first().waitFor()
  expect(await options().count()).toBe(1)
  await page.locator('[data-stage] .name', { hasText: 'Kaffe' }).waitFor()

  await bar().getByRole('button', { name: '1 er for lille til at se på to meter' }).click()
  await page.locator('[data-stage] .name', { hasText: 'Min hund' }).waitFor()
  await page.getByRole('spinbutton', { name: 'Bredde (mm)' }).fill('200')
  await page.keyboard.press('Enter')

  await bar().getByRole('button', { name: '1 uden plads' }).click()
  await option('Havet').waitFor()
  await page.keyboard.press('Enter')
  await bar().getByRole('button', { name: '1 er dækket' }).click()
  await option('Kaffe').waitFor()
  await page.locator('[data-stage]').focus()
  for (let step = 0; step < 25; step++) await page.keyboard.press('Shift+ArrowUp')
  await bar().getByText('Alle er med.').waitFor()
  expect(await bar().getByRole('button').count()).toBe(0)
  expect(await axeComplaints(page, { isAaa: false, withColours: true })).toEqual([])
})

test('before an edition goes out without a piece, a reason is asked for; it is kept, and offered the next time', async () => {
  await hang(curator, slug, idOf('Kaffe'), left)
  await hang(curator, slug, idOf('Ro'), right)
  await openComposer()
  await page.getByRole('heading', { name: 'Vis på museet' }).click()
  await page.getByText('2 stykker har ikke fået plads').last().waitFor()
  await button('Vis den nye udgave').click()
  await page.getByText('2 stykker mangler en plads eller en grund.').waitFor()
  const reason = (text: string) => page.getByRole('combobox', { name: new RegExp(text) })
  expect(await reason('Min hund').evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await curator.call(listEditions, { params: { slug } })).toEqual([])

  await page.getByLabel('Samme grund til alle').selectOption('Det bliver vist et andet sted.')
  await button('Brug til alle 2').click()
  await reason('Havet').selectOption('Huset har bedt os om at vente.')
  expect(await axeComplaints(page, { isAaa: false, withColours: true })).toEqual([])
  await button('Vis den nye udgave').click()
  await page.getByText('Udgave 1 kan ses nu.').waitFor({ timeout: 60_000 })

  await openComposer()
  await page.getByRole('heading', { name: 'Vis på museet' }).click()
  await reason('Havet').waitFor()
  const chosen = (text: string) =>
    reason(text).evaluate((element) =>
      element instanceof HTMLSelectElement ? element.selectedOptions[0]?.textContent : null,
    )
  await until(
    () => chosen('Havet'),
    (said) => said === 'Huset har bedt os om at vente.',
  )
  expect(await chosen('Min hund')).toBe('Det bliver vist et andet sted.')
})

test('hundreds of pieces lie in the tray, few of them on the page, their pictures in a handful of requests', async () => {
  await insertReadyPieces(house.deps, { artworkId, houseCode, count: 400 })
  await packSheets(house.deps, artworkId)
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await openComposer()
  await until(
    () => Promise.resolve(asked.filter((path) => /[/]sheets[/]/.test(path)).length),
    (count) => count > 0,
  )
  expect(await options().count()).toBeLessThan(60)
  await list().focus()
  await page.keyboard.press('End')
  const last = options().last()
  await until(
    () => last.getAttribute('aria-posinset'),
    (at) => at === '404',
  )
  expect(await last.getAttribute('aria-setsize')).toBe('404')
  expect(await list().getAttribute('aria-activedescendant')).toBe(await last.getAttribute('id'))
  await until(
    () => last.locator('.picture').evaluate((element) => getComputedStyle(element).backgroundImage),
    (image) => image.includes('/sheets/'),
  )
  expect(asked.filter((path) => /[/]sheets[/]/.test(path)).length).toBeLessThanOrEqual(4)
  expect(asked.filter((path) => /[/]picture[/]/.test(path)).length).toBeLessThan(4)
})

test('nobody is hidden, shown too small or missing unsaid: each has a good place or a reason', async () => {
  await hang(curator, slug, idOf('Kaffe'), left)
  await hang(curator, slug, idOf('Ro'), { ...left, widthMm: 310, heightMm: 220, layer: 1 })
  await hang(curator, slug, idOf('Min hund'), { ...right, widthMm: 12, heightMm: 8 })
  await hang(curator, slug, idOf('Havet'), { ...right, yMm: 200 })
  const { id: houseId } = await curator.call(createHouse, {
    body: { code: HouseCode.parse('aaben-doer'), name: 'Åben dør', kind: 'vaerested', town: 'Vejle' },
  })
  await insertEntrance(house.deps.db, { code: 'kmnpqr', artworkId, houseId })
  await openComposer()
  await page.getByRole('heading', { name: 'Vis på museet' }).click()
  await button('Vis den nye udgave').click()
  await page.getByText('2 stykker mangler en god plads eller en grund.').waitFor()
  await page.getByText('1 hus mangler et stykke eller en grund.').waitFor()
  const reason = (text: string) => page.getByRole('combobox', { name: new RegExp(text) })
  expect(await reason('Kaffe').evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await axeComplaints(page, { isAaa: false, withColours: true })).toEqual([])

  await reason('Kaffe').selectOption('Det er meningen, at det står sådan.')
  await reason('Min hund').selectOption('Gæsterne kan gå tæt på det.')
  await button('Vis den nye udgave').click()
  expect(await reason('Åben dør').evaluate((element) => element === document.activeElement)).toBe(true)
  await reason('Åben dør').selectOption('Huset har ikke sendt noget endnu.')
  await button('Vis den nye udgave').click()
  await page.getByText('Udgave 1 kan ses nu.').waitFor({ timeout: 60_000 })
  const noted = await curator.call(previewPublish, { params: { slug } })
  expect(noted.leftOut).toEqual(
    expect.arrayContaining([
      { piece: idOf('Kaffe'), reason: 'meant-so' },
      { piece: idOf('Min hund'), reason: 'seen-closer' },
    ]),
  )
  expect(noted.absentHouses).toEqual([{ house: 'aaben-doer', reason: 'nothing-sent' }])
})

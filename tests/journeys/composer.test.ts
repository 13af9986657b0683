/** Putting a work together in a real browser: by hand, by keyboard, by a layout, alone, together, and without net. */
import { randomUUID } from 'node:crypto'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { applyOperation, getComposition, type Placement } from '#core/contract/composition.ts'
import { listEditions } from '#core/contract/editions.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { packSheets } from '#api/sheets/pack.ts'
import { desk as deskSize, openContext } from '#tests/support/browser.ts'
import { approve } from '#tests/support/hang.ts'
import { insertReadyPieces } from '#tests/support/ready-pieces.ts'
import { sendPiece, until, untilPrepared, type SentPiece } from '#tests/support/maker.ts'
import { signInAt } from '#tests/support/signed-in.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator: karen } = staffedHouse()
let slug: ArtworkSlug
let pieces: SentPiece[]
let desk: BrowserContext
let artworkId: string
let houseCode: string

const words = ['Kaffe', 'Ro', 'Min hund', 'Havet']

beforeEach(async () => {
  const { place, ...made } = await makeArtwork(karen)
  ;({ slug, houseCode } = made)
  artworkId = made.artwork.id
  pieces = await Promise.all(
    words.map((content) => sendPiece(house.origin, { ...place, kind: 'text', content })),
  )
  for (const piece of pieces) {
    await untilPrepared(house.origin, piece)
    await approve(karen, piece.id)
  }
  desk = await deskOf(karen)
})

async function deskOf(curator: TestCurator): Promise<BrowserContext> {
  const context = await openContext(deskSize, house.origin)
  await signInAt(context, curator, house.origin)
  return context
}

async function openComposer(context = desk): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${house.origin}/kurator/vaerker/${slug}/saet-sammen`)
  await page.locator('[data-stage] .live canvas').waitFor()
  return page
}

const standing = async (): Promise<Placement[]> =>
  (await karen.call(getComposition, { params: { slug } })).placements

/** The log's own view, as soon as it is so. */
const untilStanding = (isSo: (placements: readonly Placement[]) => boolean): Promise<Placement[]> =>
  until(standing, isSo)

const tray = (page: Page) => page.locator('.tray [role="option"]')
const numberField = (page: Page, name: string) => page.getByRole('spinbutton', { name })
const first = <Item>(items: readonly Item[]): Item => {
  const [item] = items
  if (item === undefined) throw new Error('there is none')
  return item
}

async function placeByKeyboard(page: Page, count: number): Promise<void> {
  const before = await tray(page).count()
  await page.getByRole('listbox', { name: 'Bakken' }).focus()
  for (let placed = 0; placed < count; placed++) await page.keyboard.press('Enter')
  await until(
    () => tray(page).count(),
    (left) => left === before - count,
  )
  await untilStanding((placements) => placements.length >= count)
}

async function workOn(page: Page): Promise<void> {
  await page.locator('[data-stage]').focus()
}

test('pieces are placed by keyboard and by drag, and all of it is there after a reload', async () => {
  const page = await openComposer()
  await placeByKeyboard(page, 2)
  const piece = await tray(page).first().boundingBox()
  const stage = await page.locator('[data-stage]').boundingBox()
  if (!piece || !stage) throw new Error('nothing to drag')
  await page.mouse.move(piece.x + 20, piece.y + 20)
  await page.mouse.down()
  await page.mouse.move(piece.x + 60, piece.y + 40, { steps: 3 })
  await page.mouse.move(stage.x + stage.width / 2, stage.y + stage.height / 2, { steps: 4 })
  await page.mouse.up()
  const placements = await untilStanding((all) => all.length === 3)
  const dragged = placements.find(({ xMm, yMm }) => Math.abs(xMm - 800) < 5 && Math.abs(yMm - 450) < 5)
  expect(dragged).toBeDefined()
  expect(new Set(placements.map(({ pieceId }) => pieceId)).size).toBe(3)

  await page.reload()
  await page.locator('[data-stage] .live canvas').waitFor()
  expect(await tray(page).count()).toBe(1)
})

test('a piece is moved by arrows, by numbers and by its handles; each step can be undone and redone', async () => {
  const page = await openComposer()
  await placeByKeyboard(page, 1)
  const start = first(await standing())
  await workOn(page)
  await page.keyboard.press('Shift+ArrowRight')
  const moved = first(await untilStanding(([one]) => one !== undefined && one.xMm > start.xMm))
  expect(moved.yMm).toBe(start.yMm)

  await numberField(page, 'Bredde (mm)').fill('400')
  await page.keyboard.press('Enter')
  const wider = first(await untilStanding(([one]) => one?.widthMm === 400))
  expect(wider.widthMm / wider.heightMm).toBeCloseTo(start.widthMm / start.heightMm, 1)

  const corners = await page.locator('[data-stage] polygon.frame').getAttribute('points')
  const corner = (corners?.split(' ')[2] ?? '').split(',').map(Number)
  const stage = await page.locator('[data-stage]').boundingBox()
  const at = { x: (stage?.x ?? 0) + (corner[0] ?? 0), y: (stage?.y ?? 0) + (corner[1] ?? 0) }
  await page.mouse.move(at.x, at.y)
  await page.mouse.down()
  await page.mouse.move(at.x + 60, at.y + 40, { steps: 4 })
  await page.mouse.up()
  const scaled = first(await untilStanding(([one]) => one !== undefined && one.widthMm > 410))
  expect(scaled.widthMm / scaled.heightMm).toBeCloseTo(start.widthMm / start.heightMm, 1)

  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z')
  const back = first(await untilStanding(([one]) => one?.xMm === start.xMm))
  expect(back).toMatchObject({ yMm: start.yMm, widthMm: start.widthMm, revision: start.revision })
  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+Shift+z')
  await untilStanding(([one]) => one?.widthMm === scaled.widthMm)
})

test('the list does all that the canvas does', async () => {
  const page = await openComposer()
  await placeByKeyboard(page, 2)
  await page.getByRole('button', { name: 'Vis som liste' }).click()
  await page.getByLabel('Værket som liste').focus()
  await page.keyboard.press('Escape')
  const before = await standing()
  for (const key of ['Space', 'm', 'Shift+ArrowDown', 'Enter']) await page.keyboard.press(key)
  await untilStanding((all) =>
    all.some(({ yMm, id }) => yMm > (before.find((one) => one.id === id)?.yMm ?? yMm)),
  )
  await page.keyboard.press('Delete')
  await untilStanding((all) => all.length === 1)
  await page.getByText('Taget ud. Det ligger i bakken igen.').waitFor({ state: 'attached' })
})

test('two curators work at once: each sees the other, and an undo leaves what the other has moved', async () => {
  const anna = await makeCurator(house)
  const other = await deskOf(anna)
  const mine = await openComposer()
  await placeByKeyboard(mine, 1)
  const theirs = await openComposer(other)
  for (const page of [mine, theirs]) {
    await workOn(page)
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
  }
  const start = first(await standing())
  await mine.keyboard.press('Shift+ArrowRight')
  const mineMoved = first(await untilStanding(([one]) => one !== undefined && one.xMm > start.xMm))
  const seen = (page: Page, name: string, mm: number) =>
    until(
      () => numberField(page, name).inputValue(),
      (value) => Math.abs(Number(value) - mm) < 0.1,
    )
  await seen(theirs, 'Fra venstre (mm)', mineMoved.xMm)

  await theirs.keyboard.press('Shift+ArrowDown')
  const bothMoved = first(await untilStanding(([one]) => one !== undefined && one.yMm > start.yMm))
  await seen(mine, 'Fra oven (mm)', bothMoved.yMm)
  await mine.keyboard.press('Control+z')
  await mine.getByText('Det kan ikke fortrydes, for stykket er ændret siden.').waitFor()
  expect(first(await standing())).toMatchObject({ xMm: bothMoved.xMm, yMm: bothMoved.yMm })
  await other.close()
})

test('what is done without net is kept, also when the page is closed, and sent when there is net', async () => {
  const page = await openComposer()
  await placeByKeyboard(page, 1)
  const start = first(await standing())
  await page.route('**/operations', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await workOn(page)
  await page.keyboard.press('Shift+ArrowRight')
  await page.getByText('1 ændring ligger trygt her').waitFor()
  expect(first(await standing()).xMm).toBe(start.xMm)
  await page.close()

  await openComposer()
  await untilStanding(([one]) => one !== undefined && one.xMm > start.xMm)
})

test('a layout is seen before it is done, is one operation, and the whole is published', async () => {
  const page = await openComposer()
  await page.getByRole('heading', { name: 'Opstilling' }).click()
  await page.getByText('Du ser 4 stykker i den nye opstilling.').waitFor()
  expect(await standing()).toEqual([])
  await page.getByRole('button', { name: 'Stil sådan op' }).click()
  const placements = await untilStanding((all) => all.length === 4)
  expect(new Set(placements.map(({ revision }) => revision))).toEqual(new Set([1]))

  await page.getByRole('heading', { name: 'Vis på museet' }).click()
  await page.getByText('4 nye stykker kommer til.').waitFor()
  await page.getByRole('button', { name: 'Vis den nye udgave' }).click()
  await page.getByText('Udgave 1 kan ses nu.').waitFor({ timeout: 60_000 })
  const [edition] = await karen.call(listEditions, { params: { slug } })
  expect(edition).toMatchObject({ number: 1, pieceCount: 4, progress: { state: 'published' } })
  await page.getByText('De samme stykker er med som før.').waitFor()
})

test('a piece that is taken down leaves a marigold, which is filled from the tray', async () => {
  const page = await openComposer()
  await placeByKeyboard(page, 1)
  const placed = first(await standing())
  const piece = pieces.find(({ id }) => id === placed.pieceId)
  await fetch(`${house.origin}/api/card/hide`, { method: 'POST', headers: { ...piece?.headers } })
  await page.getByText('Pladsen er fyldt med en morgenfrue.').waitFor()
  expect(first(await standing())).toMatchObject({ id: placed.id, pieceId: null })

  await workOn(page)
  await page.keyboard.press('n')
  await page.getByText('Pladsen er tom.').waitFor()
  await tray(page).first().click()
  await page.getByRole('button', { name: 'Giv det den tomme plads' }).click()
  const filled = first(await untilStanding(([one]) => one?.pieceId !== null))
  expect(filled.id).toBe(placed.id)
})

test('three hundred pieces are there in a handful of requests, and each by itself only when it is near', async () => {
  await insertReadyPieces(house.deps, { artworkId, houseCode, count: 300 })
  const layout = { kind: 'layout' as const, clientOpId: randomUUID(), layout: 'grid', options: {}, seed: 1 }
  await karen.call(applyOperation, { params: { slug }, body: layout })
  await packSheets(house.deps, artworkId)

  const page = await desk.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const countOf = (what: RegExp) => asked.filter((path) => what.test(path)).length
  await page.goto(`${house.origin}/kurator/vaerker/${slug}/saet-sammen`)
  const yellow = () => shareOfStage(page, ([red, green, blue]) => red > 220 && green > 150 && blue < 60)
  await until(yellow, (share) => share > 0.1)
  expect(countOf(/[/]sheets[/]/)).toBeLessThanOrEqual(3)
  expect(countOf(/[/]picture[/]/)).toBe(0)

  await workOn(page)
  for (let step = 0; step < 12; step++) await page.keyboard.press('+')
  await until(
    () => Promise.resolve(countOf(/[/]picture[/]/)),
    (count) => count > 0,
  )
  expect(countOf(/[/]picture[/]/)).toBeLessThan(20)
})

/** How much of the work's canvas has such a colour. */
async function shareOfStage(
  page: Page,
  isSo: (colour: readonly [number, number, number]) => boolean,
): Promise<number> {
  const pixels = await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-stage] > canvas')
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
    return Array.from({ length: 4000 }, (_, at) => {
      const from = Math.floor((at * (data?.length ?? 0)) / 4000 / 4) * 4
      return [data?.[from] ?? 0, data?.[from + 1] ?? 0, data?.[from + 2] ?? 0] as const
    })
  })
  return pixels.filter(isSo).length / pixels.length
}

test('the hand is drawn to its neighbours, a line around pieces chooses them, and they are brought in line', async () => {
  const page = await openComposer()
  await placeByKeyboard(page, 3)
  const [one, other, third] = await standing()
  if (!one || !other || !third) throw new Error('three pieces were placed')
  const onStage = await stagePlaces(page)

  const from = onStage(one)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  // Nearly under the other, and far enough below it.
  const to = onStage({ xMm: other.xMm + 6, yMm: other.yMm + other.heightMm * 1.6 })
  await page.mouse.move(to.x, to.y, { steps: 5 })
  expect(await page.locator('[data-stage] .guide').count()).toBeGreaterThan(0)
  await page.mouse.up()
  await untilStanding((all) => all.find(({ id }) => id === one.id)?.xMm === other.xMm)
  expect(await page.locator('[data-stage] .guide').count()).toBe(0)

  await page.keyboard.press('o')
  const around = [-0.6, 0.6].flatMap((x) => [onStage({ xMm: other.xMm + x * other.widthMm, yMm: 0 })])
  const [left, right] = around
  const bottom = onStage({ xMm: 0, yMm: 890 }).y
  if (!left || !right) throw new Error('a loop has two sides')
  await page.mouse.move(left.x, left.y)
  await page.mouse.down()
  for (const [x, y] of [
    [right.x, left.y],
    [right.x, bottom],
    [left.x, bottom],
  ] as const)
    await page.mouse.move(x, y, { steps: 4 })
  await page.mouse.up()
  await page.getByText('2 stykker er valgt').first().waitFor()

  await workOn(page)
  await page.keyboard.press('Control+ArrowUp')
  const lined = await untilStanding((all) => {
    const [top, bottom] = [one.id, other.id].map((id) => all.find((placement) => placement.id === id))
    return top !== undefined && bottom !== undefined && topOf(top) === topOf(bottom)
  })
  expect(lined.find(({ id }) => id === third.id)).toEqual(third)
})

const topOf = ({ yMm, heightMm }: Placement) => Math.round(yMm - heightMm / 2)

/** Where a point of the work lies on the page, as the stage shows it when it is opened. */
async function stagePlaces(
  page: Page,
): Promise<(point: Pick<Placement, 'xMm' | 'yMm'>) => { x: number; y: number }> {
  const stage = await page.locator('[data-stage]').boundingBox()
  if (!stage) throw new Error('there is no stage')
  const marginPx = 48
  const pxPerMm = Math.min((stage.width - 2 * marginPx) / 1600, (stage.height - 2 * marginPx) / 900)
  return ({ xMm, yMm }) => ({
    x: stage.x + stage.width / 2 + (xMm - 800) * pxPerMm,
    y: stage.y + stage.height / 2 + (yMm - 450) * pxPerMm,
  })
}

test('the large answers are asked for with the page, before it has its scripts, and none is fetched twice', async () => {
  const page = await openComposer()
  await tray(page).first().waitFor()
  const fetched = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name, startTime }) => ({
      name: new URL(name).pathname,
      startTime,
    })),
  )
  const large = fetched.filter(({ name }) => /\/(composition|sheets)$/.test(name))
  expect(large.map(({ name }) => name.replace(/.*\//, '')).sort()).toEqual(['composition', 'sheets'])
  // The page's own part comes when the application has begun.
  const part = fetched.find(({ name }) => name.endsWith('/__data.json'))
  for (const { startTime } of large) expect(startTime).toBeLessThan(part?.startTime ?? 0)
})

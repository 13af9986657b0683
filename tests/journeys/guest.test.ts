/** The work as a guest sees it, from the composer: by keyboard, at true size, from afar, with other eyes, and with some away. */
import { randomUUID } from 'node:crypto'
import type { Page, Request } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { applyOperation, getComposition } from '#core/contract/composition.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { desk as deskSize, openContext } from '#tests/support/browser.ts'
import { insertReadyPieces } from '#tests/support/ready-pieces.ts'
import { until } from '#tests/support/maker.ts'
import { signInAt } from '#tests/support/signed-in.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator: karen } = staffedHouse()
let slug: ArtworkSlug
let page: Page

const widthMm = 240

/** Two yellow pieces on a light ground, neither of them published. */
beforeEach(async () => {
  const made = await makeArtwork(karen)
  slug = made.slug
  const { houseCode } = made
  const ids = await insertReadyPieces(house.deps, { artworkId: made.artwork.id, houseCode, count: 2 })
  const changes = ids.map((pieceId, at) => ({
    do: 'add' as const,
    id: randomUUID(),
    values: {
      ...{ xMm: 400 + at * 700, yMm: 450, widthMm, heightMm: 160, rotationDeg: 0 },
      ...{ pieceId, slot: null, layer: at, locked: false },
    },
  }))
  await karen.call(applyOperation, {
    params: { slug },
    body: { kind: 'place', clientOpId: randomUUID(), changes },
  })
  const desk = await openContext({ ...deskSize, reducedMotion: 'reduce' }, house.origin)
  await signInAt(desk, karen, house.origin)
  page = await desk.newPage()
  await page.goto(`${house.origin}/kurator/vaerker/${slug}/saet-sammen`)
  await page.locator('[data-stage] .live canvas').waitFor()
  await page.locator('[data-stage]').focus()
})

const guest = () => page.getByRole('dialog', { name: 'Se som gæst' })
const button = (name: string) => guest().getByRole('button', { name, exact: true })

/** The corners of the ring around the piece that is looked at, in pixels of the picture. */
async function ring(): Promise<{ x: number; y: number; width: number; height: number } | null> {
  const d = (await guest().locator('path.ring').first().getAttribute('d')) ?? ''
  const points = [...d.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }))
  const [from, , to] = points
  return from && to ? { ...from, width: to.x - from.x, height: to.y - from.y } : null
}

/** Whether the picture is yellow a little inside the upper left corner of the ring. */
async function isYellow(): Promise<boolean> {
  const around = await ring()
  if (!around) return false
  const at = { x: around.x + around.width * 0.06, y: around.y + around.height * 0.06 }
  const [red = 0, green = 0, blue = 0] = await page.evaluate(({ x, y }) => {
    const canvas = document.querySelector<HTMLCanvasElement>('dialog .picture canvas')
    return [...(canvas?.getContext('2d')?.getImageData(Math.round(x), Math.round(y), 1, 1).data ?? [])]
  }, at)
  return red > 200 && green > 140 && blue < 90
}

const filter = () =>
  guest()
    .locator('.seen')
    .evaluate((element) => getComputedStyle(element).filter)

test('W shows what is not published yet, drawn by the wall’s renderer; Escape leads back to where one was', async () => {
  await page.keyboard.press('w')
  await guest().waitFor()
  await button('Næste stykke').click()
  await until(isYellow, (yellow) => yellow)
  await guest().getByText(/fra/).first().waitFor()
  await page.keyboard.press('Escape')
  await guest().waitFor({ state: 'detached' })
  await page.getByText('Du er tilbage i værket.').waitFor({ state: 'attached' })
  expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-stage'))).toBe(true)
})

test('a screen that was measured with a card shows pieces at their true size, and remembers', async () => {
  await page.keyboard.press('w')
  await guest().getByText('Mål din skærm').click()
  await page.getByRole('slider', { name: 'Kortets bredde' }).fill('428')
  await button('Næste stykke').click()
  await button('I rigtig størrelse').click()
  // 428 px for 85.6 mm are 5 px a millimetre.
  await until(ring, (around) => around !== null && Math.abs(around.width - widthMm * 5) < 3)
  await page.reload()
  await page.locator('[data-stage] .live canvas').waitFor()
  await page.locator('[data-stage]').focus()
  await page.keyboard.press('w')
  await guest().getByText('Mål din skærm').click()
  expect(await page.getByRole('slider', { name: 'Kortets bredde' }).inputValue()).toBe('428')
})

test('from two metres so much is blurred as an eye cannot tell apart, and more from farther away', async () => {
  await page.keyboard.press('w')
  await button('Næste stykke').click()
  await button('I rigtig størrelse').click()
  await until(ring, (around) => around !== null && around.width > 600)
  expect(await filter()).toBe('none')
  await page.getByRole('checkbox', { name: 'Se det fra 2 meter' }).check()
  await guest().getByText('Herfra ser et godt øje ting ned til 0,6 mm.').waitFor()
  const blur = async () => Number(/blur\(([\d.]+)px\)/.exec(await filter())?.[1] ?? 0)
  const near = await until(blur, (px) => px > 0)
  // 0.247 mm at 96 / 25.4 px a millimetre.
  expect(near).toBeCloseTo(0.93, 1)
  await page.getByRole('spinbutton', { name: 'Afstand (m)' }).fill('6')
  await page.keyboard.press('Tab')
  await until(blur, (px) => Math.abs(px - 3 * near) < 0.02)
})

test('of many pieces it fetches no more pictures at once than the stage does', async () => {
  const made = await makeArtwork(karen)
  const given = { artworkId: made.artwork.id, houseCode: made.houseCode, count: 80 }
  await insertReadyPieces(house.deps, given)
  const layout = { kind: 'layout' as const, clientOpId: randomUUID(), layout: 'grid', options: {}, seed: 1 }
  await karen.call(applyOperation, { params: { slug: made.slug }, body: layout })
  await page.goto(`${house.origin}/kurator/vaerker/${made.slug}/saet-sammen`)
  await page.locator('[data-stage] .live canvas').waitFor()
  const fetches = { now: 0, most: 0 }
  const isPicture = (request: Request) => request.url().includes('/picture/')
  page.on('request', (request) => {
    if (isPicture(request)) fetches.most = Math.max(fetches.most, ++fetches.now)
  })
  page.on('requestfinished', (request) => {
    if (isPicture(request)) fetches.now -= 1
  })
  await page.locator('[data-stage]').focus()
  await page.keyboard.press('w')
  await button('Næste stykke').click()
  await until(isYellow, (yellow) => yellow)
  expect(fetches.most).toBeLessThanOrEqual(6)
})

test('other eyes and another height are put on by keyboard', async () => {
  await page.keyboard.press('w')
  await page.getByRole('radio', { name: 'Uden grøn (deuteranopi)' }).focus()
  await page.keyboard.press('Space')
  await until(filter, (shown) => shown.includes('deuteranopia'))
  await page.getByRole('checkbox', { name: 'Vis det, der ses fra en kørestol' }).focus()
  await page.keyboard.press('Space')
  await guest().getByText('Øjenhøjde, kørestol').waitFor()
  expect(await guest().locator('rect.band').count()).toBe(1)
})

test('what if one leaves: its place heals in the preview, and nothing changes in the work', async () => {
  const composition = () => karen.call(getComposition, { params: { slug } })
  const before = await composition()
  await page.keyboard.press('w')
  await button('Næste stykke').click()
  await until(isYellow, (yellow) => yellow)
  await button('Prøv uden dette').click()
  await page.getByText('1 stykke er væk på prøve.').waitFor()
  await until(isYellow, (yellow) => !yellow)
  await button('Sæt alle tilbage').click()
  await until(isYellow, (yellow) => yellow)
  expect(await composition()).toEqual(before)
})

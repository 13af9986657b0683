/** Two curators at once, in two browsers: they see each other, get in each other's way, lose the net and the window. */
import { randomUUID } from 'node:crypto'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { applyOperation, getComposition, listOperations, type Placement } from '#core/contract/composition.ts'
import { PlacementId, type ArtworkSlug, type PieceId } from '#core/contract/ids.ts'
import { deskOf, onStage, openComposer, placesOn } from '#tests/support/composing.ts'
import { until } from '#tests/support/maker.ts'
import { insertReadyPieces } from '#tests/support/ready-pieces.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator: anna } = staffedHouse()
let bent: TestCurator
let slug: ArtworkSlug
let pieces: PieceId[]
let places: PlacementId[]

beforeAll(async () => {
  bent = await makeCurator(house, { name: 'Bent' })
})

/** Two pieces hang, one to the left and one to the right. */
beforeEach(async () => {
  const { artwork, houseCode, ...made } = await makeArtwork(anna)
  slug = made.slug
  pieces = await insertReadyPieces(house.deps, { artworkId: artwork.id, houseCode, count: 2 })
  places = pieces.map(() => PlacementId.parse(randomUUID()))
  const changes = places.map((id, index) => ({
    do: 'add' as const,
    id,
    values: {
      xMm: 400 + index * 600,
      yMm: 450,
      widthMm: 300,
      heightMm: 200,
      rotationDeg: 0,
      pieceId: pieces[index] ?? null,
      slot: null,
      layer: index,
      locked: false,
    },
  }))
  const body = { kind: 'place' as const, clientOpId: randomUUID(), changes }
  await anna.call(applyOperation, { params: { slug }, body })
})

async function sitDown(curator: TestCurator): Promise<{ page: Page; desk: BrowserContext }> {
  const desk = await deskOf(curator, house.origin)
  return { desk, page: await openComposer(desk, house.origin, slug) }
}

const standing = async () => (await anna.call(getComposition, { params: { slug } })).placements
const log = async () =>
  (await anna.call(listOperations, { params: { slug }, query: { after: 0 } })).operations
const untilPlace = (index: number, isSo: (placement: Placement) => boolean) =>
  until(standing, (all) => all.some((one) => one.id === places[index] && isSo(one)))

async function grab(page: Page, from: Place, to: Place): Promise<void> {
  const at = await placesOn(page)
  await page.mouse.move(at(from).x, at(from).y)
  await page.mouse.down()
  // Not drawn to any line: it goes where the hand is.
  await page.keyboard.down('Alt')
  await page.mouse.move(at(to).x, at(to).y, { steps: 6 })
}
const letGo = async (page: Page) => {
  await page.mouse.up()
  await page.keyboard.up('Alt')
}
type Place = Pick<Placement, 'xMm' | 'yMm'>

const left: Place = { xMm: 400, yMm: 450 }
const others = (page: Page) => page.locator('.who li')
const hands = (page: Page) => page.locator('.peers .hand')
const outlines = (page: Page) => page.locator('.peers polygon.line')

test('each sees the other: name, hand, what is chosen and carried; and that the other has left', async () => {
  const mine = await sitDown(anna)
  expect(await others(mine.page).count()).toBe(0)
  const theirs = await sitDown(bent)
  await others(mine.page).getByText('Bent').waitFor()
  await others(theirs.page).getByText('Anna').waitFor()

  await grab(theirs.page, left, { xMm: 500, yMm: 600 })
  await hands(mine.page).getByText('Bent').waitFor()
  await outlines(mine.page).waitFor()
  const shownAt = async () => await outlines(mine.page).boundingBox()
  const at = await placesOn(mine.page)
  await until(
    shownAt,
    (box) => box !== null && Math.abs(box.y + box.height / 2 - at({ xMm: 500, yMm: 600 }).y) < 6,
  )
  expect((await standing()).find(({ id }) => id === places[0])?.yMm).toBe(450)
  await letGo(theirs.page)
  await untilPlace(0, ({ yMm }) => yMm > 550)

  // Who comes and goes within a few seconds is not spoken of.
  await mine.page.getByText(/Bent er kommet\.|Her er også: Bent/).waitFor({ state: 'attached' })
  await theirs.desk.close()
  await hands(mine.page).waitFor({ state: 'detached' })
  await others(mine.page).waitFor({ state: 'detached' })
  await mine.page.getByText('Bent er gået.').waitFor({ state: 'attached' })
})

test('both carry the same piece: the last one to let go decides, and the first cannot undo that', async () => {
  const [mine, theirs] = [await sitDown(anna), await sitDown(bent)]
  await grab(mine.page, left, { xMm: 400, yMm: 700 })
  await grab(theirs.page, left, { xMm: 400, yMm: 200 })
  await letGo(mine.page)
  await untilPlace(0, ({ yMm }) => yMm > 600)
  await letGo(theirs.page)
  const decided = await untilPlace(0, ({ yMm }) => yMm < 300)
  const yOf = (all: readonly Placement[]) => all.find(({ id }) => id === places[0])?.yMm

  await until(
    () => mine.page.getByRole('spinbutton', { name: 'Fra oven (mm)' }).inputValue(),
    (value) => Math.abs(Number(value) - (yOf(decided) ?? 0)) < 0.1,
  )
  await mine.page.keyboard.press('Control+z')
  await mine.page.getByText('Det kan ikke fortrydes, for stykket er ændret siden.').waitFor()
  expect(yOf(await standing())).toBe(yOf(decided))
  await theirs.page.keyboard.press('Control+z')
  await untilPlace(0, ({ yMm }) => yMm > 600)
})

test('one is without net for a while: both go on, and afterwards both have all of it', async () => {
  const [mine, theirs] = [await sitDown(anna), await sitDown(bent)]
  await theirs.desk.setOffline(true)
  await grab(theirs.page, left, { xMm: 400, yMm: 700 })
  await letGo(theirs.page)
  await theirs.page.getByText('1 ændring ligger trygt her').waitFor()
  await grab(mine.page, { xMm: 1000, yMm: 450 }, { xMm: 1200, yMm: 300 })
  await letGo(mine.page)
  await untilPlace(1, ({ xMm }) => xMm > 1100)
  expect((await standing()).find(({ id }) => id === places[0])?.yMm).toBe(450)

  await theirs.desk.setOffline(false)
  await untilPlace(0, ({ yMm }) => yMm > 600)
  await theirs.page.getByText('ligger trygt her').waitFor({ state: 'detached' })
  for (const { page } of [mine, theirs]) {
    await page.locator('[data-stage]').focus()
    await page.keyboard.press('Escape')
    const seen: string[] = []
    for (let step = 0; step < 2; step++) {
      await page.keyboard.press('n')
      seen.push(await page.getByRole('spinbutton', { name: 'Fra venstre (mm)' }).inputValue())
    }
    const xs = (await standing()).map(({ xMm }) => String(Math.round(xMm * 10) / 10))
    expect(seen.sort()).toEqual(xs.sort())
  }
})

test('a window that dies in the middle of a drag leaves nothing half done', async () => {
  const { page } = await sitDown(anna)
  await grab(page, left, { xMm: 900, yMm: 100 })
  await page.reload()
  await onStage(page)
  expect((await standing()).find(({ id }) => id === places[0])).toMatchObject(left)
  expect(await log()).toHaveLength(1)
})

test('what the house heard, but the window did not hear of before it died, is not done again', async () => {
  const { page, desk } = await sitDown(anna)
  await page.route('**/operations', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    await route.fetch()
    await route.abort()
  })
  await page.route('**/events*', (route) => route.abort())
  await grab(page, left, { xMm: 700, yMm: 700 })
  await letGo(page)
  await untilPlace(0, ({ yMm }) => yMm > 600)
  await page.close()

  const again = await openComposer(desk, house.origin, slug)
  await again.keyboard.press('Control+z')
  await untilPlace(0, ({ yMm }) => yMm === 450)
  const kinds = (await log()).map(({ kind }) => kind)
  expect(kinds).toEqual(['place', 'move', 'undo'])
})

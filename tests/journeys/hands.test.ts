/** The hands over the work in a real browser: groups, corners that are drawn to their neighbours, copies, fingers. */
import { randomUUID } from 'node:crypto'
import type { CDPSession, Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { applyOperation, getComposition, type Placement } from '#core/contract/composition.ts'
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

/** Three pieces of 240 × 160 mm in a row, the outer ones a little lower. */
beforeEach(async () => {
  const made = await makeArtwork(karen)
  slug = made.slug
  const { houseCode } = made
  const ids = await insertReadyPieces(house.deps, { artworkId: made.artwork.id, houseCode, count: 3 })
  const changes = ids.map((pieceId, at) => ({
    do: 'add' as const,
    id: randomUUID(),
    values: {
      ...{ xMm: 350 + at * 450, yMm: at === 1 ? 300 : 420, widthMm: 240, heightMm: 160, rotationDeg: 0 },
      ...{ pieceId, slot: null, layer: at, locked: false },
    },
  }))
  await karen.call(applyOperation, {
    params: { slug },
    body: { kind: 'place', clientOpId: randomUUID(), changes },
  })
  page = await openComposer({})
})

async function openComposer(more: object): Promise<Page> {
  const desk = await openContext({ ...deskSize, ...more }, house.origin)
  await signInAt(desk, karen, house.origin)
  const opened = await desk.newPage()
  await opened.goto(`${house.origin}/kurator/vaerker/${slug}/saet-sammen`)
  await opened.locator('[data-stage] .live canvas').waitFor()
  await opened.locator('[data-stage]').focus()
  return opened
}

const standing = async (): Promise<Placement[]> => {
  const { placements } = await karen.call(getComposition, { params: { slug } })
  return placements.toSorted((one, other) => one.layer - other.layer)
}
const untilStanding = (isSo: (placements: readonly Placement[]) => boolean) => until(standing, isSo)
const framesShown = () => page.locator('[data-stage] polygon.frame').count()

/** Where a point of the work lies on the page, as the stage shows it when it is opened. */
async function onStage(xMm: number, yMm: number, on = page): Promise<{ x: number; y: number }> {
  const stage = await on.locator('[data-stage]').boundingBox()
  if (!stage) throw new Error('there is no stage')
  const pxPerMm = Math.min((stage.width - 96) / 1600, (stage.height - 96) / 900)
  return {
    x: stage.x + stage.width / 2 + (xMm - 800) * pxPerMm,
    y: stage.y + stage.height / 2 + (yMm - 450) * pxPerMm,
  }
}

test('a group is chosen by one click, moves as one, is entered and left, and is there after a reload', async () => {
  const [left, middle] = [await onStage(350, 420), await onStage(800, 300)]
  await page.mouse.click(left.x, left.y)
  await page.keyboard.down('Shift')
  await page.mouse.click(middle.x, middle.y)
  await page.keyboard.up('Shift')
  await page.keyboard.press('Control+g')
  await untilStanding(([one, other]) => one?.groupId !== undefined && one.groupId === other?.groupId)

  await page.keyboard.press('Escape')
  await page.mouse.click(left.x, left.y)
  expect(await framesShown()).toBe(2)
  await page.keyboard.press('Shift+ArrowDown')
  const moved = await untilStanding(([one, other]) => one?.yMm !== 420 && other?.yMm !== 300)
  expect((moved[0]?.yMm ?? 0) - 420).toBeCloseTo((moved[1]?.yMm ?? 0) - 300, 1)
  expect(moved[2]?.yMm).toBe(420)

  await page.mouse.dblclick(left.x, left.y)
  expect(await framesShown()).toBe(1)
  await page.keyboard.press('n')
  expect(await framesShown()).toBe(1)
  await page.keyboard.press('Escape')
  expect(await framesShown()).toBe(2)
  await page.keyboard.press('Enter')
  expect(await framesShown()).toBe(1)

  await page.reload()
  await page.locator('[data-stage] .live canvas').waitFor()
  await page.locator('[data-stage]').focus()
  await page.keyboard.press('n')
  expect(await framesShown()).toBe(2)
  await page.keyboard.press('Control+Shift+g')
  await untilStanding((all) => all.every(({ groupId }) => groupId === undefined))
  await page.keyboard.press('Control+z')
  await untilStanding(([one]) => one?.groupId !== undefined)
})

test('a corner comes to rest at a neighbour’s edge, and the piece keeps its shape', async () => {
  const at = await onStage(350, 420)
  await page.mouse.click(at.x, at.y)
  const corner = await onStage(350 + 120, 420 + 80)
  // The middle piece begins at 680: a few millimetres before it.
  const to = await onStage(674, 420 - 80 + 160 * (444 / 240) - 4)
  await page.mouse.move(corner.x, corner.y)
  await page.mouse.down()
  await page.mouse.move(corner.x + 20, corner.y + 14, { steps: 2 })
  await page.mouse.move(to.x, to.y, { steps: 6 })
  expect(await page.locator('[data-stage] .guide').count()).toBeGreaterThan(0)
  await page.mouse.up()
  const [scaled] = await untilStanding(([one]) => one !== undefined && one.widthMm > 300)
  if (!scaled) throw new Error('it is gone')
  expect(scaled.xMm + scaled.widthMm / 2).toBeCloseTo(680, 0)
  expect(scaled.widthMm / scaled.heightMm).toBeCloseTo(1.5, 2)
})

test('a copy is made only where the artwork allows that a piece stands twice', async () => {
  await page.keyboard.press('n')
  await page.keyboard.press('Control+d')
  await page.getByRole('status').getByText('Et stykke har kun én plads i dette værk.').waitFor()
  expect(await standing()).toHaveLength(3)

  await page.getByRole('checkbox', { name: 'Et stykke må stå flere steder' }).check()
  const copy = page.getByRole('button', { name: 'Lav en kopi' })
  await until(
    () => copy.getAttribute('aria-disabled'),
    (disabled) => disabled === null,
  )
  await copy.click()
  const all = await untilStanding((placements) => placements.length === 4)
  expect(new Set(all.map(({ pieceId }) => pieceId)).size).toBe(3)
  await page.getByRole('checkbox', { name: 'Et stykke må stå flere steder' }).click()
  await page.getByRole('status').getByText('Der står kopier i værket.').waitFor()
})

interface Finger {
  readonly x: number
  readonly y: number
}

test('one finger strokes over the work or carries what is chosen; two come closer and keep what is between them', async () => {
  const tablet = await openComposer({ hasTouch: true })
  const fingers = await tablet.context().newCDPSession(tablet)
  const at = await onStage(350, 420, tablet)
  const before = await standing()

  await stroke(fingers, at, { x: at.x + 90, y: at.y + 30 })
  expect(await standing()).toEqual(before)

  // The whole work went with the finger, and so did the piece under it.
  const now = { x: at.x + 90, y: at.y + 30 }
  await tablet.touchscreen.tap(now.x, now.y)
  expect(await tablet.locator('[data-stage] polygon.frame').count()).toBe(1)
  await stroke(fingers, now, { x: now.x + 60, y: now.y + 60 })
  await untilStanding(([one]) => one !== undefined && one.xMm > 400 && one.yMm > 470)

  const width = async () => {
    const points = (await tablet.locator('[data-stage] polygon.frame').getAttribute('points')) ?? ''
    const [a = 0, , b = 0] = points.split(/[ ,]/).map(Number)
    return b - a
  }
  const small = await width()
  const stage = await tablet.locator('[data-stage]').boundingBox()
  if (!stage) throw new Error('there is no stage')
  const middle = { x: stage.x + stage.width / 2, y: stage.y + stage.height - 40 }
  const apart = (px: number): Finger[] => [
    { x: middle.x - px, y: middle.y },
    { x: middle.x + px, y: middle.y },
  ]
  await touch(fingers, 'touchStart', apart(40))
  for (const px of [60, 80, 120]) await touch(fingers, 'touchMove', apart(px))
  await touch(fingers, 'touchEnd', [])
  await until(width, (large) => large > small * 2)
  expect(await width()).toBeLessThan(small * 4)
})

test('a finger chooses several, one after the other, and takes one of them out again', async () => {
  const tablet = await openComposer({ hasTouch: true })
  const frames = tablet.locator('[data-stage] polygon.frame')
  const tapAt = async (xMm: number, yMm: number) => {
    const at = await onStage(xMm, yMm, tablet)
    await tablet.touchscreen.tap(at.x, at.y)
  }
  await tapAt(350, 420)
  await tapAt(800, 300)
  expect(await frames.count()).toBe(1)
  const several = tablet.getByRole('button', { name: /^Vælg flere/ })
  await several.tap()
  expect(await several.getAttribute('aria-pressed')).toBe('true')
  await tapAt(350, 420)
  await tapAt(1250, 420)
  await until(
    () => frames.count(),
    (count) => count === 3,
  )
  await tapAt(350, 420)
  await until(
    () => frames.count(),
    (count) => count === 2,
  )
  await several.tap()
  await tapAt(350, 420)
  await until(
    () => frames.count(),
    (count) => count === 1,
  )
})

test('two fingers on what is chosen turn it and make it larger, in one step that can be undone', async () => {
  const tablet = await openComposer({ hasTouch: true })
  const fingers = await tablet.context().newCDPSession(tablet)
  const at = await onStage(800, 300, tablet)
  await tablet.touchscreen.tap(at.x, at.y)
  const [, before] = await standing()
  const onCircle = (px: number, deg: number): Finger[] => {
    const turn = (deg * Math.PI) / 180
    const aside = { x: px * Math.cos(turn), y: px * Math.sin(turn) }
    return [
      { x: at.x - aside.x, y: at.y - aside.y },
      { x: at.x + aside.x, y: at.y + aside.y },
    ]
  }
  await touch(fingers, 'touchStart', onCircle(30, 0))
  for (const deg of [20, 45, 70, 88]) await touch(fingers, 'touchMove', onCircle(30 + deg / 3, deg))
  await touch(fingers, 'touchEnd', [])

  // A hand that is nearly straight means straight; 30 px apart became 59.
  const [, turned] = await untilStanding(([, one]) => one?.rotationDeg === 90)
  expect(turned?.xMm).toBeCloseTo(800, -1)
  expect(turned?.yMm).toBeCloseTo(300, -1)
  expect((turned?.widthMm ?? 0) / 240).toBeCloseTo(59.3 / 30, 1)
  await tablet.locator('[data-stage]').press('Control+z')
  await untilStanding(([, one]) => JSON.stringify(one) === JSON.stringify(before))
})

async function touch(session: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', at: Finger[]) {
  const touchPoints = at.map((finger, id) => ({ ...finger, id }))
  await session.send('Input.dispatchTouchEvent', { type, touchPoints })
}

async function stroke(session: CDPSession, from: Finger, to: Finger): Promise<void> {
  await touch(session, 'touchStart', [from])
  for (const part of [0.25, 0.5, 0.75, 1])
    await touch(session, 'touchMove', [
      { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part },
    ])
  await touch(session, 'touchEnd', [])
}

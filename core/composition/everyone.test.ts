import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Placement } from '../contract/composition.ts'
import { HouseCode, PieceId, PlacementId } from '../contract/ids.ts'
import { everyone, isEveryoneIn, type EveryonePiece } from './everyone.ts'
import { hiddenShares } from './hidden.ts'
import { compositionOf, inLayerOrder } from './state.ts'

const numbered = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
const pieceId = (number: number) => PieceId.parse(numbered(number))
const frame = { widthMm: 1_000, heightMm: 600 }

const standing = (number: number, more: Partial<Placement> = {}): Placement => ({
  id: PlacementId.parse(numbered(number)),
  pieceId: pieceId(number),
  xMm: 500,
  yMm: 300,
  widthMm: 100,
  heightMm: 80,
  rotationDeg: 0,
  layer: number,
  slot: null,
  locked: false,
  revision: 1,
  ...more,
})

const anyPlaces = fc
  .array(
    fc.record({
      xMm: fc.integer({ min: -100, max: 1_100 }),
      yMm: fc.integer({ min: -100, max: 700 }),
      widthMm: fc.integer({ min: 1, max: 700 }),
      heightMm: fc.integer({ min: 1, max: 700 }),
      rotationDeg: fc.constantFrom(0, 0, 20, -45, 90),
    }),
    { maxLength: 12 },
  )
  .map((boxes) => boxes.map((box, number) => standing(number + 1, box)))

const sharesOf = (places: readonly Placement[]) =>
  hiddenShares(
    places.map((box) => ({ id: box.id, box, covers: box })),
    frame,
  )
const shareOf = (places: readonly Placement[], at: number) =>
  sharesOf(places).get(places[at]?.id ?? standing(0).id)

/** The slow way: every point against every higher place. */
function slowShares(places: readonly Placement[]): number[] {
  const steps = Array.from({ length: 6 }, (_, step) => (step + 0.5) / 6 - 0.5)
  return places.map((place, at) => {
    const turn = (place.rotationDeg * Math.PI) / 180
    const points = steps.flatMap((down) =>
      steps.map((right) => ({
        x: place.xMm + right * place.widthMm * Math.cos(turn) - down * place.heightMm * Math.sin(turn),
        y: place.yMm + right * place.widthMm * Math.sin(turn) + down * place.heightMm * Math.cos(turn),
      })),
    )
    const isUnder = ({ x, y }: { x: number; y: number }) =>
      places.slice(at + 1).some((over) => {
        const back = (-over.rotationDeg * Math.PI) / 180
        const right = (x - over.xMm) * Math.cos(back) - (y - over.yMm) * Math.sin(back)
        const down = (x - over.xMm) * Math.sin(back) + (y - over.yMm) * Math.cos(back)
        return Math.abs(right) <= over.widthMm / 2 && Math.abs(down) <= over.heightMm / 2
      })
    const isOutside = ({ x, y }: { x: number; y: number }) =>
      x < 0 || y < 0 || x > frame.widthMm || y > frame.heightMm
    return points.filter((point) => isOutside(point) || isUnder(point)).length / points.length
  })
}

test('what is hidden is found as if every place had been held against every other', () => {
  fc.assert(
    fc.property(anyPlaces, (places) => {
      expect([...sharesOf(places).values()]).toEqual(slowShares(places))
    }),
    { numRuns: 300 },
  )
})

test('a piece more on top hides no less of the others, and nothing of itself', () => {
  fc.assert(
    fc.property(anyPlaces, (places) => {
      const over = standing(99)
      const before = sharesOf(places)
      const after = sharesOf([...places, over])
      for (const [id, share] of before) expect(after.get(id)).toBeGreaterThanOrEqual(share)
      expect(after.get(over.id)).toBe(0)
    }),
  )
})

test('half under another is half hidden; turned away from it, nothing is', () => {
  expect(shareOf([standing(1), standing(2, { xMm: 550 })], 0)).toBe(0.5)
  const cross = { widthMm: 100, heightMm: 20, xMm: 560 }
  expect(shareOf([standing(1), standing(2, cross)], 0)).toBeGreaterThan(0)
  expect(shareOf([standing(1), standing(2, { ...cross, rotationDeg: 90 })], 0)).toBe(0)
})

test('what hangs over the edge of the work is hidden there', () => {
  expect(shareOf([standing(1, { xMm: 0 })], 0)).toBe(0.5)
  expect(shareOf([standing(1, { xMm: -400 })], 0)).toBe(1)
})

test('25,000 on one heap: only the uppermost is seen', () => {
  const heap = Array.from({ length: 25_000 }, (_, number) => standing(number + 1))
  const shares = [...sharesOf(heap).values()]
  expect(shares.filter((share) => share < 1)).toEqual([0])
})

test('25,000 side by side under one that covers them all: none is seen', () => {
  const size = { widthMm: 4, heightMm: 4 }
  const many = Array.from({ length: 25_000 }, (_, number) =>
    standing(number + 1, { ...size, xMm: (number % 200) * 5 + 2, yMm: Math.floor(number / 200) * 4.8 + 2 }),
  )
  const covered = sharesOf([...many, standing(30_000, { ...frame })])
  expect([...covered.values()].filter((share) => share < 1)).toEqual([0])
})

const houses = ['aaen', 'havnen', 'skoven'].map((code) => HouseCode.parse(code))
const made = (number: number, more: Partial<EveryonePiece> = {}): EveryonePiece => ({
  id: pieceId(number),
  houseCode: houses[0] ?? HouseCode.parse('aaen'),
  kind: 'photo',
  text: null,
  aspect: 1.25,
  mayBeAltered: true,
  ...more,
})
const lookAt = (pieces: readonly EveryonePiece[], places: readonly Placement[], all = houses) =>
  everyone({ pieces, state: compositionOf(places), frame, houses: all })

test('who has no place, who is covered, who is too small, and which houses are away', () => {
  const pieces = [1, 2, 3, 4].map((number) => made(number))
  const found = lookAt(pieces, [
    standing(1),
    standing(2, { layer: 9, widthMm: 400, heightMm: 300 }),
    standing(3, { xMm: 100, widthMm: 18, heightMm: 18 }),
  ])
  expect(found).toEqual({
    unplaced: [pieceId(4)],
    hidden: [pieceId(1)],
    small: [pieceId(3)],
    absentHouses: houses.slice(1),
  })
  expect(isEveryoneIn(found)).toBe(false)
})

test('an empty place covers with its flower, and brings no house along', () => {
  const flower = (sideMm: number) => standing(2, { pieceId: null, widthMm: sideMm, heightMm: sideMm })
  const [first] = [houses.slice(0, 1)]
  expect(lookAt([made(1)], [standing(1), flower(160)], first).hidden).toEqual([pieceId(1)])
  expect(lookAt([made(1)], [standing(1), flower(80)], first).hidden).toEqual([])
  expect(lookAt([made(1)], [standing(1, { pieceId: null })]).absentHouses).toEqual(houses)
})

test('a piece that may not be altered counts where it is shown whole, not where its place is', () => {
  const wide = standing(1, { widthMm: 400, heightMm: 80 })
  const over = standing(2, { widthMm: 90, heightMm: 80 })
  const whole = made(1, { mayBeAltered: false })
  expect(lookAt([whole, made(2)], [wide, over]).hidden).toEqual([pieceId(1)])
  expect(lookAt([made(1), made(2)], [wide, over]).hidden).toEqual([])
  // And what it does not reach, it does not cover.
  const beneath = standing(3, { xMm: 380, layer: 0 })
  expect(lookAt([whole, made(3)], [beneath, wide]).hidden).toEqual([])
  expect(lookAt([made(1), made(3)], [beneath, wide]).hidden).toEqual([pieceId(3)])
  const thin = standing(1, { widthMm: 400, heightMm: 20 })
  expect(lookAt([made(1, { mayBeAltered: false, aspect: 0.2 })], [thin]).small).toEqual([pieceId(1)])
})

test('the mat and the line around a piece cover what lies beneath them', () => {
  const beneath = standing(1, { widthMm: 60, heightMm: 60, xMm: 570 })
  const over = standing(2)
  expect(lookAt([made(1), made(2)], [beneath, over]).hidden).toEqual([])
  const mounted = { ...over, mount: { matMm: 30, lineMm: 5 } }
  expect(lookAt([made(1), made(2)], [beneath, mounted]).hidden).toEqual([pieceId(1)])
})

test('a background is laid to be covered, and told of when nothing of it is left to see', () => {
  const ground = standing(1, { ...frame, layer: -1, locked: true })
  const half = standing(2, { widthMm: 1_000, heightMm: 400 })
  expect(lookAt([made(1), made(2)], [ground, half]).hidden).toEqual([])
  expect(lookAt([made(1), made(2)], [{ ...ground, locked: false }, half]).hidden).toEqual([pieceId(1)])
  const above = standing(2, { ...frame, layer: -0.5, locked: true })
  expect(lookAt([made(1), made(2)], [ground, above]).hidden).toEqual([pieceId(1)])
})

test('a piece that stands in several places is seen if it is seen in one', () => {
  const twice = [
    standing(1),
    standing(2, { pieceId: pieceId(1), xMm: 200 }),
    standing(3, { pieceId: null, widthMm: 200, heightMm: 200 }),
  ]
  expect(lookAt([made(1)], twice).hidden).toEqual([])
  const oneIsLarge = [standing(1, { widthMm: 5 }), standing(2, { pieceId: pieceId(1), xMm: 200 })]
  expect(lookAt([made(1)], oneIsLarge).small).toEqual([])
})

test('every piece is named as unplaced or stands, never both; with all in sight and every house there, all are in', () => {
  fc.assert(
    fc.property(anyPlaces, fc.integer({ min: 0, max: 14 }), (places, count) => {
      const pieces = Array.from({ length: count }, (_, number) => made(number + 1))
      const found = lookAt(pieces, places, houses.slice(0, 1))
      const stand = new Set(inLayerOrder(compositionOf(places)).map((place) => place.pieceId))
      expect(found.unplaced).toEqual(pieces.map(({ id }) => id).filter((id) => !stand.has(id)))
      for (const id of [...found.hidden, ...found.small]) expect(stand.has(id)).toBe(true)
    }),
  )
  const apart = [1, 2, 3].map((number) => standing(number, { xMm: number * 200 }))
  const pieces = houses.map((houseCode, at) => made(at + 1, { houseCode }))
  expect(isEveryoneIn(lookAt(pieces, apart))).toBe(true)
})

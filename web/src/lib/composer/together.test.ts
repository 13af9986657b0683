import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Box } from '#core/contract/geometry.ts'
import { PlacementId } from '#core/contract/ids.ts'
import { aroundOf, movedTogether, scaledTogether, turnedTogether } from './together.ts'

const some = fc
  .array(
    fc.record({
      xMm: fc.double({ min: -5000, max: 5000, noNaN: true }),
      yMm: fc.double({ min: -5000, max: 5000, noNaN: true }),
      widthMm: fc.double({ min: 1, max: 900, noNaN: true }),
      heightMm: fc.double({ min: 1, max: 900, noNaN: true }),
      rotationDeg: fc.double({ min: -180, max: 180, noNaN: true }),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map(
    (boxes): ReadonlyMap<PlacementId, Box> =>
      new Map(
        boxes.map((box, at) => [
          PlacementId.parse(`00000000-0000-4000-8000-${String(at).padStart(12, '0')}`),
          box,
        ]),
      ),
  )

/** How far apart each two of them stand. */
const distances = (boxes: ReadonlyMap<PlacementId, Box>) => {
  const all = [...boxes.values()]
  return all.flatMap((one, at) =>
    all.slice(at + 1).map((other) => Math.hypot(one.xMm - other.xMm, one.yMm - other.yMm)),
  )
}

function expectClose(given: readonly number[], wanted: readonly number[]): void {
  expect(given.length).toBe(wanted.length)
  for (const [at, value] of given.entries()) expect(value).toBeCloseTo(wanted[at] ?? NaN, 5)
}

test('moved together, all have gone equally far', () => {
  fc.assert(
    fc.property(some, fc.integer({ min: -900, max: 900 }), (boxes, by) => {
      const [before, after] = [aroundOf(boxes), aroundOf(movedTogether(boxes, by, -by))]
      expectClose([after.xMm, after.yMm, after.widthMm], [before.xMm + by, before.yMm - by, before.widthMm])
    }),
  )
})

test('made larger together, they keep their middle, and everything grows alike', () => {
  fc.assert(
    fc.property(some, fc.double({ min: 0.1, max: 5, noNaN: true }), (boxes, factor) => {
      const larger = scaledTogether(boxes, factor)
      const [before, after] = [aroundOf(boxes), aroundOf(larger)]
      expectClose([after.xMm, after.yMm, after.widthMm], [before.xMm, before.yMm, before.widthMm * factor])
      expectClose(
        distances(larger),
        distances(boxes).map((apart) => apart * factor),
      )
    }),
  )
})

test('turned together, they stand as far from one another as before, and a whole turn changes nothing', () => {
  fc.assert(
    fc.property(some, fc.double({ min: -180, max: 180, noNaN: true }), (boxes, byDeg) => {
      expectClose(distances(turnedTogether(boxes, byDeg)), distances(boxes))
      const whole = [...turnedTogether(boxes, 360).values()]
      expectClose(
        whole.flatMap(({ xMm, yMm }) => [xMm, yMm]),
        [...boxes.values()].flatMap(({ xMm, yMm }) => [xMm, yMm]),
      )
    }),
  )
})

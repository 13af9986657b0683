import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { snapCorner } from './snap-size.ts'

const frame = { minX: 0, minY: 0, maxX: 1000, maxY: 600 }
const around = { neighbours: [], frame, reachMm: 8, gridMm: null }
const neighbour = { minX: 400, minY: 100, maxX: 500, maxY: 200 }

test('the edge comes to lie at a neighbour’s edge, and the shape is kept', () => {
  const { corner, guide } = snapCorner(
    { x: 403, y: 303 },
    { x: 100, y: 100 },
    {
      ...around,
      neighbours: [neighbour],
    },
  )
  expect(corner.x).toBeCloseTo(400)
  expect((corner.y - 100) / (corner.x - 100)).toBeCloseTo(203 / 303)
  expect(guide).toMatchObject({ axis: 'x', atMm: 400, fromMm: 100 })
})

test('far from everything it stays where the hand is', () => {
  const corner = { x: 333, y: 222 }
  expect(snapCorner(corner, { x: 100, y: 100 }, { ...around, neighbours: [neighbour] })).toEqual({
    corner,
    guide: null,
  })
})

test('wherever it is drawn, it is on its line, near the hand, and never beyond the opposite corner', () => {
  const at = fc.double({ min: 20, max: 900, noNaN: true })
  const rect = fc
    .tuple(at, at, at, at)
    .map(([x, y, w, h]) => ({ minX: x, minY: y, maxX: x + w, maxY: y + h }))
  fc.assert(
    fc.property(at, at, fc.array(rect, { maxLength: 6 }), (x, y, neighbours) => {
      const opposite = { x: 0, y: 0 }
      const { corner } = snapCorner({ x, y }, opposite, { ...around, neighbours, gridMm: 25 })
      expect(corner.x * y).toBeCloseTo(corner.y * x, 3)
      expect(Math.hypot(corner.x - x, corner.y - y)).toBeLessThanOrEqual(16)
      expect(corner.x).toBeGreaterThan(0)
    }),
  )
})

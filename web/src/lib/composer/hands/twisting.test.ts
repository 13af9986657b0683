import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PlacementId } from '#core/contract/ids.ts'
import { twisted } from './twisting.ts'

const id = PlacementId.parse('00000000-0000-4000-8000-000000000001')
const box = { xMm: 100, yMm: 200, widthMm: 60, heightMm: 40, rotationDeg: 0 }
const boxes = new Map([[id, box]])
const twist = (...given: [number, number][]) => {
  const [a, b, c, d] = given.map(([x, y]) => ({ x, y }))
  if (!a || !b || !c || !d) throw new Error('two fingers, before and after')
  return (isSnapping = true) => twisted(boxes, [a, b], [c, d], isSnapping).get(id)
}

test('apart makes it larger about the fingers, together smaller', () => {
  const larger = twist([80, 200], [120, 200], [60, 200], [140, 200])()
  expect(larger).toEqual({ ...box, widthMm: 120, heightMm: 80 })
  expect(twist([60, 200], [140, 200], [80, 200], [120, 200])()?.widthMm).toBeCloseTo(30)
})

test('turned fingers turn it, and a hand that is nearly straight means straight', () => {
  expect(twist([80, 200], [120, 200], [100, 180], [100, 220])()?.rotationDeg).toBeCloseTo(90)
  const slight = twist([80, 200], [120, 200], [80, 199], [120, 201])
  expect(slight()?.rotationDeg).toBe(0)
  expect(slight(false)?.rotationDeg).toBeCloseTo(2.86, 1)
})

test('what lay under each finger still does, wherever they go', () => {
  const at = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) })
  fc.assert(
    fc.property(at, at, at, at, (a, b, c, d) => {
      fc.pre(Math.hypot(a.x - b.x, a.y - b.y) > 10 && Math.hypot(c.x - d.x, c.y - d.y) > 10)
      // Boxes without a size stand for the points under the fingers; they are large enough not to be kept from shrinking.
      const points = new Map([
        [id, { ...box, xMm: a.x, yMm: a.y, widthMm: 1000, heightMm: 1000 }],
        [
          PlacementId.parse('00000000-0000-4000-8000-000000000002'),
          { ...box, xMm: b.x, yMm: b.y, widthMm: 1000, heightMm: 1000 },
        ],
      ])
      const [one, other] = [...twisted(points, [a, b], [c, d], false).values()]
      expect(one?.xMm).toBeCloseTo(c.x, 6)
      expect(one?.yMm).toBeCloseTo(c.y, 6)
      expect(other?.xMm).toBeCloseTo(d.x, 6)
      expect(other?.yMm).toBeCloseTo(d.y, 6)
    }),
  )
})

test('nothing becomes too small to be touched again', () => {
  const small = twist([0, 200], [200, 200], [99.9, 200], [100.1, 200])()
  expect(small?.heightMm).toBeCloseTo(1)
})

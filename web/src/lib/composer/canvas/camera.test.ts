import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitted, panned, shownRect, toScreen, toWall, zoomed } from './camera.ts'

const view = { widthPx: 800, heightPx: 600 }
const camera = fc.record({
  xMm: fc.double({ min: -5000, max: 5000, noNaN: true }),
  yMm: fc.double({ min: -5000, max: 5000, noNaN: true }),
  pxPerMm: fc.double({ min: 0.01, max: 20, noNaN: true }),
})
const point = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 600 }) })

test('a point of the screen is one point of the work, and back again', () => {
  fc.assert(
    fc.property(camera, point, (at, screen) => {
      const back = toScreen(at, view, toWall(at, view, screen))
      expect(back.x).toBeCloseTo(screen.x, 4)
      expect(back.y).toBeCloseTo(screen.y, 4)
    }),
  )
})

test('coming closer keeps what is under the finger under the finger', () => {
  fc.assert(
    fc.property(camera, point, fc.double({ min: 0.2, max: 5, noNaN: true }), (at, finger, factor) => {
      const before = toWall(at, view, finger)
      const after = toWall(zoomed(at, view, finger, factor, 0.01), view, finger)
      expect(after.x).toBeCloseTo(before.x, 3)
      expect(after.y).toBeCloseTo(before.y, 3)
    }),
  )
})

test('moving the work follows the hand', () => {
  fc.assert(
    fc.property(camera, point, (at, by) => {
      const before = toScreen(at, view, { x: 0, y: 0 })
      const after = toScreen(panned(at, by), view, { x: 0, y: 0 })
      expect(after.x - before.x).toBeCloseTo(by.x, 4)
      expect(after.y - before.y).toBeCloseTo(by.y, 4)
    }),
  )
})

test('the whole of what was asked for is on the screen', () => {
  const work = { minX: 0, minY: 0, maxX: 6000, maxY: 4000 }
  const shown = shownRect(fitted(work, view), view)
  expect(shown.minX).toBeLessThan(0)
  expect(shown.minY).toBeLessThan(0)
  expect(shown.maxX).toBeGreaterThan(6000)
  expect(shown.maxY).toBeGreaterThan(4000)
})

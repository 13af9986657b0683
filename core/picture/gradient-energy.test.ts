import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gradientEnergy } from './gradient-energy.ts'

const side = fc.integer({ min: 1, max: 24 })
const plane = (widthPx: number, heightPx: number, at: (x: number, y: number) => number) => ({
  values: Float64Array.from({ length: widthPx * heightPx }, (_, pixel) =>
    at(pixel % widthPx, Math.floor(pixel / widthPx)),
  ),
  widthPx,
  heightPx,
})
const anyPlane = fc.tuple(side, side).chain(([widthPx, heightPx]) =>
  fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: widthPx * heightPx,
      maxLength: widthPx * heightPx,
    })
    .map((values) => plane(widthPx, heightPx, (x, y) => values[y * widthPx + x] ?? 0)),
)

test('one flat colour has no energy, whatever it is and however large', () => {
  fc.assert(
    fc.property(side, side, fc.double({ min: 0, max: 1, noNaN: true }), (width, height, value) => {
      expect(gradientEnergy(plane(width, height, () => value))).toBe(0)
    }),
  )
})

test('a chessboard of single pixels has all there is', () => {
  expect(gradientEnergy(plane(16, 12, (x, y) => (x + y) % 2))).toBe(1)
})

test('it is a number from 0 to 1, the same in a mirror, on its side and as a negative', () => {
  fc.assert(
    fc.property(anyPlane, ({ values, widthPx, heightPx }) => {
      const at = (x: number, y: number) => values[y * widthPx + x] ?? 0
      const energy = gradientEnergy({ values, widthPx, heightPx })
      expect(energy).toBeGreaterThanOrEqual(0)
      expect(energy).toBeLessThanOrEqual(1)
      for (const other of [
        plane(widthPx, heightPx, (x, y) => at(widthPx - 1 - x, y)),
        plane(heightPx, widthPx, (x, y) => at(y, x)),
        plane(widthPx, heightPx, (x, y) => 1 - at(x, y)),
      ])
        expect(gradientEnergy(other)).toBeCloseTo(energy, 10)
    }),
  )
})

test('half the contrast is half the energy, and finer stripes have more', () => {
  fc.assert(
    fc.property(anyPlane, ({ values, ...size }) => {
      const faint = { values: values.map((value) => value / 2), ...size }
      expect(gradientEnergy(faint)).toBeCloseTo(gradientEnergy({ values, ...size }) / 2, 10)
    }),
  )
  const stripes = (widthPx: number) => gradientEnergy(plane(32, 32, (x) => Math.floor(x / widthPx) % 2))
  expect(stripes(2)).toBeGreaterThan(stripes(4))
  expect(stripes(4)).toBeGreaterThan(stripes(8))
})

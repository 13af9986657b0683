import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Stroke } from './drawing.ts'
import { strokePath } from './outline.ts'

const line = (points: [number, number, number][], more: Partial<Stroke> = {}): Stroke => ({
  colour: '#14213d',
  widthUnits: 12,
  calm: false,
  points,
  ...more,
})

/** Every coordinate pair of a path of M and Q, in the order drawn. */
const pairs = (path: string) =>
  [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)

/** How high the outline is between the two ends. */
const bounds = (path: string) => {
  const all = pairs(path).filter(([x]) => x > 150 && x < 350)
  return { top: Math.min(...all.map(([, y]) => y)), bottom: Math.max(...all.map(([, y]) => y)) }
}

test('a tap leaves a round dot as wide as the pen', () => {
  expect(strokePath(line([[100, 100, 0.5]]))).toBe('M94 100a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z')
  expect(strokePath(line([[100, 100, 0.5], [100, 100, 0.5]]))).toBe(strokePath(line([[100, 100, 0.5]]))) // prettier-ignore
})

test('a line keeps about the width of the pen and reaches both ends', () => {
  const path = strokePath(line(Array.from({ length: 60 }, (_, i) => [100 + i * 5, 200, 0.5])))
  const { top, bottom } = bounds(path)
  expect(bottom - top).toBeGreaterThan(7)
  expect(bottom - top).toBeLessThan(18)
  const xs = pairs(path).map(([x]) => x)
  expect(Math.min(...xs)).toBeLessThan(101)
  expect(Math.max(...xs)).toBeGreaterThan(394)
})

test('pressing harder makes the line wider', () => {
  const height = (pressure: number) => {
    const { top, bottom } = bounds(
      strokePath(line(Array.from({ length: 40 }, (_, i) => [i * 8, 200, pressure]))),
    )
    return bottom - top
  }
  expect(height(0.9)).toBeGreaterThan(height(0.2) * 1.2)
})

test('the calm line takes the shaking out and ends where the hand ended', () => {
  const shaking = Array.from({ length: 120 }, (_, i): [number, number, number] => [
    100 + i * 4,
    300 + (i % 6 < 3 ? 8 : -8),
    0.5,
  ])
  const wild = bounds(strokePath(line(shaking)))
  const path = strokePath(line(shaking, { calm: true }))
  const calm = bounds(path)
  expect(calm.bottom - calm.top).toBeLessThan((wild.bottom - wild.top) * 0.65)
  expect(Math.max(...pairs(path).map(([x]) => x))).toBeGreaterThan(576)
})

test('any stroke that the contract lets in becomes path data without holes', () => {
  const anyStroke = fc.record({
    colour: fc.constant('#14213d'),
    widthUnits: fc.double({ min: 1, max: 200, noNaN: true }),
    calm: fc.boolean(),
    points: fc.array(
      fc.tuple(
        fc.double({ min: -100, max: 2100, noNaN: true }),
        fc.double({ min: -100, max: 2100, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
      { minLength: 1, maxLength: 200 },
    ),
  })
  fc.assert(
    fc.property(anyStroke, (stroke) => {
      const path = strokePath(Stroke.parse(stroke))
      expect(path).toMatch(/^M[-\d. aQe]+Z$/)
      expect(path).toBe(strokePath(Stroke.parse(stroke)))
    }),
  )
})

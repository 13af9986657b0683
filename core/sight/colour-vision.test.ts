import { expect, test } from 'vitest'
import { filterValues, visionMatrices } from './colour-vision.ts'

const seen = (vision: keyof typeof visionMatrices, light: readonly [number, number, number]) =>
  visionMatrices[vision].map((row) => row.reduce((sum, part, at) => sum + part * (light[at] ?? 0), 0))
const apart = (one: readonly number[], other: readonly number[]) =>
  Math.hypot(...one.map((value, at) => value - (other[at] ?? 0)))

test('grey stays grey, for nobody lacks lightness', () => {
  for (const vision of ['protanopia', 'deuteranopia', 'tritanopia'] as const)
    for (const part of seen(vision, [0.5, 0.5, 0.5])) expect(part).toBeCloseTo(0.5, 4)
})

test('red and green come near each other without the first or second cone, and blue and green without the third', () => {
  const [red, green, blue] = [
    [0.4, 0.05, 0.02],
    [0.05, 0.2, 0.02],
    [0.02, 0.15, 0.35],
  ] as const
  const before = apart(red, green)
  expect(apart(seen('deuteranopia', red), seen('deuteranopia', green))).toBeLessThan(before / 2)
  expect(apart(seen('protanopia', red), seen('protanopia', green))).toBeLessThan(before / 1.5)
  expect(apart(seen('tritanopia', red), seen('tritanopia', green))).toBeGreaterThan(before / 2)
  expect(apart(seen('tritanopia', blue), seen('tritanopia', green))).toBeLessThan(apart(blue, green))
})

test('a filter has twenty values and leaves what is seen through as it is', () => {
  const values = filterValues('tritanopia').split(' ').map(Number)
  expect(values).toHaveLength(20)
  expect(values.slice(15)).toEqual([0, 0, 0, 1, 0])
  expect(values.every(Number.isFinite)).toBe(true)
})

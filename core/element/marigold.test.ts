import { expect, test } from 'vitest'
import { inkOn, marigoldLineUnits, marigoldPetals, marigoldPlaceUnits } from './marigold.ts'

test('the flower stays within its place, however its petals are turned', () => {
  const half = marigoldPlaceUnits / 2
  for (const { path } of marigoldPetals) {
    const numbers = (path.match(/-?[\d.]+/g) ?? []).map(Number)
    for (let at = 0; at < numbers.length; at += 2)
      expect(Math.hypot(numbers[at] ?? 0, numbers[at + 1] ?? 0) + marigoldLineUnits / 2).toBeLessThan(half)
  }
})

test('no two of its petals are alike', () => {
  expect(new Set(marigoldPetals.map(({ path }) => path)).size).toBe(marigoldPetals.length)
  expect(new Set(marigoldPetals.map(({ turnDeg }) => turnDeg)).size).toBe(marigoldPetals.length)
})

test('its lines are seen on light and on dark ground', () => {
  expect(inkOn('#f4f6f1')).toBe('#14213d')
  expect(inkOn('#0b1020')).toBe('#f7f3e8')
})

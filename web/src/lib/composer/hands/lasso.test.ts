import { expect, test } from 'vitest'
import { isInside } from './lasso.ts'

/** A line like a C: its mouth is open to the right. */
const loop = [
  { x: 0, y: 0 },
  { x: 90, y: 0 },
  { x: 90, y: 20 },
  { x: 20, y: 20 },
  { x: 20, y: 80 },
  { x: 90, y: 80 },
  { x: 90, y: 100 },
  { x: 0, y: 100 },
]

test('what the line goes around is inside, what lies in its bay is not', () => {
  expect(isInside({ x: 10, y: 50 }, loop)).toBe(true)
  expect(isInside({ x: 60, y: 10 }, loop)).toBe(true)
  expect(isInside({ x: 60, y: 50 }, loop)).toBe(false)
  expect(isInside({ x: -5, y: 50 }, loop)).toBe(false)
  expect(isInside({ x: 120, y: 90 }, loop)).toBe(false)
})

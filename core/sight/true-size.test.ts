import { expect, test } from 'vitest'
import { assumedPxPerMm, cardMm, pxPerMmOf } from './true-size.ts'

test('a card drawn as browsers think it is gives what browsers think', () => {
  expect(pxPerMmOf(cardMm.width * assumedPxPerMm)).toBeCloseTo(assumedPxPerMm)
})

test('a card that was never matched gives no absurd screen', () => {
  expect(pxPerMmOf(1)).toBe(1.5)
  expect(pxPerMmOf(100_000)).toBe(14)
})

import { expect, test } from 'vitest'
import { easyReach, seatedEyeMm } from './reach.ts'

test('the eye is where it is above the floor, whatever hangs there', () => {
  for (const [heightMm, edgeMm] of [
    [900, 800],
    [6000, 0],
  ] as const)
    expect(edgeMm + heightMm - easyReach(heightMm, edgeMm, 2000).eyeMm).toBeCloseTo(seatedEyeMm)
})

test('from farther away more is seen with ease, more below the eye than above', () => {
  const near = easyReach(6000, 0, 1000)
  const far = easyReach(6000, 0, 3000)
  expect(far.toMm - far.fromMm).toBeCloseTo(3 * (near.toMm - near.fromMm))
  expect(near.toMm - near.eyeMm).toBeGreaterThan(near.eyeMm - near.fromMm)
})

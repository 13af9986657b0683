import { expect, test } from 'vitest'
import { memoryShares } from './memory.ts'
import { sizeFor } from './pictures.ts'

test('a picture is as large as it is seen, to the next step of the ladder; a quarter less is not seen', () => {
  expect([5, 20, 21, 30, 43, 100, 170, 171, 900, 5000].map(sizeFor)).toEqual([
    16, 16, 16, 32, 64, 128, 128, 256, 1024, 2048,
  ])
})

test('all bitmaps together are 200 MB on a desk, and 100 where one touches', () => {
  const stageBytes = 1200 * 900 * 4
  for (const [isTouch, mostBytes] of [
    [false, 200e6],
    [true, 100e6],
  ] as const) {
    const { tilesBytes, sheetsBytes, picturesBytes } = memoryShares(isTouch, stageBytes)
    expect(tilesBytes + sheetsBytes + picturesBytes + 3 * stageBytes).toBeLessThanOrEqual(mostBytes)
    // The small pictures of 25,000 pieces, decoded to half.
    expect(sheetsBytes).toBeGreaterThan(26e6)
  }
})

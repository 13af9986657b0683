import { expect, test } from 'vitest'
import { meanDifference, testPattern } from '#tests/support/pictures.ts'
import { photographed, plainSheet } from '#tests/support/photographed.ts'
import type { Quad } from './quad.ts'
import { straighten, straightenedSize } from './straighten.ts'

const whole: Quad = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
]
const leaning: Quad = [
  [0.25, 0.15],
  [0.85, 0.22],
  [0.95, 0.9],
  [0.1, 0.8],
]

test('a sheet that was photographed from the side is again what it was', async () => {
  const sheet = testPattern(400, 300)
  const table = plainSheet(900, 700, [110, 80, 60])
  const photo = photographed(sheet, leaning, table)
  expect(await meanDifference(photo, sheet)).toBeGreaterThan(0.1)
  const flat = straighten(photo, leaning)
  // The mean over the whole picture, and no place of it that is another colour: a shift of one share in 30 would be.
  expect(await meanDifference(flat, sheet)).toBeLessThan(0.01)
})

test('the whole picture is the same picture, to the last pixel', () => {
  const picture = testPattern(61, 43)
  const same = straighten(picture, whole)
  expect([same.widthPx, same.heightPx]).toEqual([61, 43])
  expect(Buffer.from(same.data).equals(picture.data)).toBe(true)
})

test('the size is that of the longer sides, and within what is kept', () => {
  const half: Quad = [
    [0.5, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ]
  const photo = { widthPx: 800, heightPx: 600 }
  expect(straightenedSize(half, photo)).toEqual({ widthPx: 800, heightPx: Math.round(Math.hypot(400, 600)) })
  expect(straightenedSize(half, photo, 400)).toEqual({ widthPx: 400, heightPx: 361 })
})

test('what is finer than the result becomes grey, not a pattern', () => {
  // Single lines of black and white, seen so that three of them fall on one.
  const widthPx = 600
  const data = Uint8Array.from({ length: widthPx * 300 * 3 }, (_, at) => (Math.floor(at / 3) % 2) * 255)
  const flat = straighten({ data, widthPx, heightPx: 300 }, whole, 200)
  const inner = [...flat.data].filter((_, at) => (Math.floor(at / 3) % 200) % 199 > 0)
  expect(Math.max(...inner) - Math.min(...inner)).toBeLessThan(110)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { colourFeatures, featureColour, featureLength } from './features.ts'
import { deltaEOk, hexToOklab } from './oklab.ts'

const filled = (widthPx: number, heightPx: number, colourAt: (x: number, y: number) => readonly number[]) => {
  const rgb = new Uint8Array(widthPx * heightPx * 3)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) rgb.set(colourAt(x, y), (y * widthPx + x) * 3)
  }
  return rgb
}

test('a picture of one colour has that colour, in the mean and in every cell', () => {
  const { averageColour, features } = colourFeatures(filled(40, 30, () => [255, 176, 0]), 40, 30) // prettier-ignore
  expect(averageColour).toBe('#ffb000')
  for (let cell = 0; cell < 16; cell++) {
    expect(deltaEOk(featureColour(features, cell), hexToOklab('#ffb000'))).toBeLessThan(0.008)
  }
})

test('cells are read row by row from the upper left', () => {
  const rgb = filled(8, 8, (x, y) =>
    x < 2 && y < 2 ? [255, 255, 255] : x >= 6 && y >= 6 ? [216, 72, 58] : [0, 0, 0],
  )
  const { features } = colourFeatures(rgb, 8, 8)
  expect(featureColour(features, 0).L).toBeCloseTo(1, 1)
  expect(featureColour(features, 1).L).toBe(0)
  expect(deltaEOk(featureColour(features, 15), hexToOklab('#d8483a'))).toBeLessThan(0.008)
})

test('fine black and white stripes are as light as they look from afar, not as dark as their mean number', () => {
  const { averageColour } = colourFeatures(filled(64, 64, (x) => (x % 2 ? [255, 255, 255] : [0, 0, 0])), 64, 64) // prettier-ignore
  expect(averageColour).toBe('#bcbcbc')
})

test('the smallest pictures have features too', () => {
  const size = fc.integer({ min: 1, max: 9 })
  fc.assert(
    fc.property(size, size, (widthPx, heightPx) => {
      const { averageColour, features } = colourFeatures(filled(widthPx, heightPx, () => [45, 109, 181]), widthPx, heightPx) // prettier-ignore
      expect(averageColour).toBe('#2d6db5')
      expect(features).toHaveLength(featureLength)
      expect(deltaEOk(featureColour(features, 15), hexToOklab('#2d6db5'))).toBeLessThan(0.008)
    }),
  )
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { blurPx, finestDetailMm, smallestLetterMm, smallestPictureMm } from './eye.ts'

const distance = fc.double({ min: 100, max: 50_000, noNaN: true })

test('at two metres an eye tells 0.58 mm apart and reads letters of 2.9 mm; at six metres Snellen’s own of 8.7 mm', () => {
  expect(finestDetailMm(2000)).toBeCloseTo(0.5818, 4)
  expect(smallestLetterMm(2000)).toBeCloseTo(2.909, 3)
  expect(smallestLetterMm(6000)).toBeCloseTo(8.727, 3)
  expect(smallestPictureMm(2000)).toBeCloseTo(18.6, 1)
})

test('two points one minute apart melt into one, and two that are twice as far apart do not', () => {
  fc.assert(
    fc.property(distance, (mm) => {
      const sigma = blurPx(mm, 1)
      const light = (at: number, apart: number) =>
        Math.exp(-((at - apart / 2) ** 2) / (2 * sigma ** 2)) +
        Math.exp(-((at + apart / 2) ** 2) / (2 * sigma ** 2))
      const dip = (apart: number) => light(0, apart) / light(apart / 2, apart)
      expect(dip(finestDetailMm(mm) * 0.8)).toBeGreaterThan(1)
      expect(dip(finestDetailMm(mm) * 2)).toBeLessThan(0.2)
    }),
  )
})

test('twice as far, or drawn twice as large, is twice the blur', () => {
  fc.assert(
    fc.property(distance, fc.double({ min: 0.01, max: 40, noNaN: true }), (mm, pxPerMm) => {
      expect(blurPx(2 * mm, pxPerMm)).toBeCloseTo(2 * blurPx(mm, pxPerMm), 9)
      expect(blurPx(mm, 2 * pxPerMm)).toBeCloseTo(2 * blurPx(mm, pxPerMm), 9)
    }),
  )
})

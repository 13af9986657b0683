import fc from 'fast-check'
import { expect, test } from 'vitest'
import { smallestDetailMm, smallestLetterMm, smallestPictureMm } from './acuity.ts'
import { isLegible, letterBodyMm } from './legible.ts'

test('at two metres a detail is 0.58 mm, a letter 2.9 mm and a picture 18.6 mm', () => {
  expect(smallestDetailMm(2_000)).toBeCloseTo(0.582, 3)
  expect(smallestLetterMm(2_000)).toBeCloseTo(2.91, 2)
  expect(smallestPictureMm(2_000)).toBeCloseTo(18.6, 1)
})

test('the letters of the usual chart for six metres are 8.7 mm high', () => {
  // Snellen's line 6/6.
  expect(smallestLetterMm(6_000)).toBeCloseTo(8.73, 2)
})

test('a picture is measured by its shorter side, a text by its letters', () => {
  const strip = { widthMm: 300, heightMm: 18 }
  expect(isLegible({ kind: 'photo', text: null }, strip)).toBe(false)
  expect(isLegible({ kind: 'drawing', text: null }, { ...strip, heightMm: 19 })).toBe(true)
  const card = { widthMm: 40, heightMm: 30 }
  expect(isLegible({ kind: 'text', text: 'ro' }, card)).toBe(true)
  expect(isLegible({ kind: 'text', text: 'Min hund ligger altid og sover ved døren' }, card)).toBe(false)
})

const texts = fc.string({ minLength: 1, maxLength: 200 }).filter((text) => text.trim() !== '')
const sizes = fc.record({ widthMm: fc.double({ min: 1, max: 3_000, noNaN: true }) }).map(({ widthMm }) => ({
  widthMm,
  heightMm: widthMm * 0.75,
}))

test('what can be made out is made out larger and nearer, too', () => {
  fc.assert(
    fc.property(texts, sizes, fc.constantFrom('photo', 'drawing', 'text' as const), (text, size, kind) => {
      if (!isLegible({ kind, text }, size)) return
      expect(isLegible({ kind, text }, { widthMm: size.widthMm * 2, heightMm: size.heightMm * 2 })).toBe(true)
      expect(isLegible({ kind, text }, size, 1_000)).toBe(true)
    }),
  )
})

test('more words are smaller, or as large', () => {
  fc.assert(
    fc.property(texts, sizes, (text, size) => {
      expect(letterBodyMm(text + text, size)).toBeLessThanOrEqual(letterBodyMm(text, size))
    }),
  )
})

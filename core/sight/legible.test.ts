import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLegible, letterBodyMm } from './legible.ts'

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

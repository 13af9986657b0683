import fc from 'fast-check'
import { expect, test } from 'vitest'
import { directionOf } from './direction.ts'
import { simplerSigns, withOneSigns } from './one-sign.ts'
import { readable } from './readable.ts'

test('letters are composed, and what cannot be seen is gone', () => {
  expect(readable('e\u0301')).toBe('é')
  expect(readable('a\u202eb\u0000c\ufe0f\ud800d\ue000\ufdd0')).toBe('abcd')
  expect(readable('می\u200cخواهم')).toBe('می\u200cخواهم')
  expect(readable('a\r\nb\u2028c')).toBe('a\nb\nc')
})

test('accents are no tower, and each has something to stand on', () => {
  expect(readable('x' + '\u0302\u0323'.repeat(50)).length).toBeLessThanOrEqual(4)
  expect(readable('\u0301')).toBe('◌\u0301')
  expect(readable('ẹ́')).toBe('ẹ́')
})

/** Halves of characters among them. */
const anyCharacter = fc.integer({ min: 0, max: 0x10_ffff }).map((point) => String.fromCodePoint(point))

test('what is readable once stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 60 }), (text) => {
      expect(readable(text).isWellFormed()).toBe(true)
      expect(readable(readable(text))).toBe(readable(text))
    }),
  )
})

test('a line is read as its first letter is, and one of numbers as it is told', () => {
  expect(directionOf('12 (a) שלום')).toBe('ltr')
  expect(directionOf('12 (ب) abc')).toBe('rtl')
  expect(directionOf('𞤀𞤣')).toBe('rtl')
  expect(directionOf('12:30 😀', 'rtl')).toBe('rtl')
})

test('a picture sign wider than one becomes a simpler one', () => {
  const knowsNoSkin = (text: string) => [...text].length
  expect(withOneSigns('Hej 👍🏽!', knowsNoSkin)).toBe('Hej 👍!')
  expect(withOneSigns('🇽🇽', knowsNoSkin)).toBe('🏳')
  expect(withOneSigns('👩‍👩‍👧', knowsNoSkin)).toBe('👩')
  expect(withOneSigns('👩‍👩‍👧', () => 1)).toBe('👩‍👩‍👧')
  expect(simplerSigns('a')).toEqual([])
})

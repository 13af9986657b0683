import { expect, test } from 'vitest'
import type { Direction } from '#core/lettering/direction.ts'
import { inVisualOrder, levelsOf } from './visual-order.ts'

/** Word by word, as they stand from left to right. */
function seen(line: string, direction: Direction): string {
  const levels = levelsOf(line, direction)
  const words = [...line.matchAll(/\S+/gu)].map(({ 0: text, index }) => ({ text, level: levels[index] ?? 0 }))
  return inVisualOrder(words)
    .map(({ text }) => text)
    .join(' ')
}

test('each language is read from its own side', () => {
  expect(seen('one two three', 'ltr')).toBe('one two three')
  expect(seen('אחת שתיים שלוש', 'rtl')).toBe('שלוש שתיים אחת')
  expect(seen('say אחת שתיים now', 'ltr')).toBe('say שתיים אחת now')
  expect(seen('אחת two three ארבע', 'rtl')).toBe('ארבע two three אחת')
})

test('numbers stand where the language around them puts them', () => {
  expect(seen('עמוד 12 מתוך 30', 'rtl')).toBe('30 מתוך 12 עמוד')
})

test('a picture sign goes with the words around it', () => {
  expect(seen('مرحبا 😀 بكم', 'rtl')).toBe('بكم 😀 مرحبا')
  expect(seen('hi 😀 you', 'ltr')).toBe('hi 😀 you')
})

test('letters beyond the first plane are read from their side', () => {
  expect(seen('𞤀𞤣 𞤆𞤵', 'rtl')).toBe('𞤆𞤵 𞤀𞤣')
})

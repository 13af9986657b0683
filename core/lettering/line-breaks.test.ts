import { expect, test } from 'vitest'
import { unitsOf } from './line-breaks.ts'

const parts = (line: string) =>
  unitsOf(line)
    .map(({ text, isSpaced }) => (isSpaced ? ' ' : '|') + text)
    .join('')

test('words with spaces stay whole', () => {
  expect(parts('Jeg så  en isfugl, (blå)!')).toBe(' Jeg så en isfugl, (blå)!')
  expect(parts('מה שלומך?')).toBe(' מה שלומך?')
  expect(parts('10\u00a0km')).toBe(' 10\u00a0km')
})

test('Thai, Chinese and Japanese may be broken between words', () => {
  expect(parts('สวัสดีชาวโลก')).toBe(' สวัสดี|ชาว|โลก')
  expect(parts('我喜欢这里')).toMatch(/^ 我\|喜欢\|这里$/)
  expect(parts('日本語のコーヒー')).toBe(' 日本語の|コーヒー')
})

test('no line begins with a closing mark or a small letter, none ends with an opening one', () => {
  for (const { text } of unitsOf('「とても」おいしい、です。（很好喝）！ちょっと、ラーメン・コーヒー々々')) {
    expect(text).not.toMatch(/^[」、。）！・ーっょ々]/u)
    expect(text).not.toMatch(/[「（]$/u)
  }
})

test('picture signs may be parted from one another, and never cut', () => {
  expect(parts('☕👍🏽👩‍👩‍👧‍👦🇩🇰')).toBe(' ☕|👍🏽|👩‍👩‍👧‍👦|🇩🇰')
})

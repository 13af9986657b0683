import { existsSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { cardWords } from './words.ts'

const icons = fileURLToPath(new URL('../../node_modules/@tabler/icons/icons/outline/', import.meta.url))
const lettersOf = (word: string): number => [...word].length

test('there is one thing for each value of a byte', () => {
  expect(cardWords).toHaveLength(256)
})

test.each(['da', 'en', 'icon'] as const)('no two things share their %s', (key) => {
  expect(new Set(cardWords.map((word) => word[key].toLowerCase())).size).toBe(256)
})

test('a Danish word is one word of at most twelve letters', () => {
  expect(cardWords.filter(({ da }) => lettersOf(da) > 12 || !/^[a-zæøå]+$/.test(da))).toEqual([])
})

test('every icon exists', () => {
  expect(cardWords.filter(({ icon }) => !existsSync(`${icons}${icon}.svg`))).toEqual([])
})

test('the order never changes, for the cards that people already hold', () => {
  const order = cardWords.map(({ icon }) => icon).join(' ')
  expect(createHash('sha256').update(order).digest('hex')).toBe(
    '1dad7f612c6afb60a60f9b75dcf0a1bfa3f1e6f7f8a9ac9e8ea4a0744c3ffdb5',
  )
})

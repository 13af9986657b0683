import { expect, test } from 'vitest'
import { cardWord, spellCard, wordsOfHash } from './card.ts'

const hash = '0001ff'.padEnd(64, 'a')

test('the first three bytes of the hash are the three words', () => {
  expect(wordsOfHash(hash)).toEqual([0, 1, 255])
})

test('what follows the first three bytes changes nothing', () => {
  expect(wordsOfHash('0001ff'.padEnd(64, '0'))).toEqual(wordsOfHash(hash))
})

test.each(['', 'abc', 'G'.repeat(64), 'A'.repeat(64), 'a'.repeat(65)])('%j is no hash', (text) => {
  expect(() => wordsOfHash(text)).toThrow(RangeError)
})

test('a card is spelt in either language', () => {
  expect(spellCard([0, 1, 2])).toBe('sol · båd · krus')
  expect(spellCard([0, 1, 2], 'en')).toBe('sun · boat · mug')
})

test.each([-1, 256, 0.5])('there is no word %d', (index) => {
  expect(() => cardWord(index)).toThrow(RangeError)
})

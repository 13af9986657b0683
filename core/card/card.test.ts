import { expect, test } from 'vitest'
import { wordsOfHash } from './card.ts'

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

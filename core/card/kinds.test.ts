import { expect, test } from 'vitest'
import { cardKinds, wordsLike, wordsOfKind } from './kinds.ts'
import { cardWords } from './words.ts'

test('every thing of a card belongs to one kind, and to one only', () => {
  const all = cardKinds.flatMap(wordsOfKind)
  expect(all.toSorted((one, other) => one - other)).toEqual(cardWords.map((_, place) => place))
})

test('no kind is longer than a person can look through', () => {
  for (const kind of cardKinds) expect(wordsOfKind(kind).length).toBeLessThanOrEqual(36)
})

test('writing finds what begins with it before what only holds it', () => {
  const found = wordsLike(' BÅ', 'da').map((place) => cardWords[place]?.da)
  expect(found.slice(0, 2).toSorted()).toEqual(['båd', 'bål'])
  expect(found).toContain('ubåd')
  expect(wordsLike('dog', 'en').map((place) => cardWords[place]?.en)).toEqual(['dog'])
})

test('nothing written finds nothing, and neither does what no card shows', () => {
  expect(wordsLike('  ', 'da')).toEqual([])
  expect(wordsLike('xyz', 'da')).toEqual([])
})

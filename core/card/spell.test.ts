import { expect, test } from 'vitest'
import { cardWord, spellCard } from './spell.ts'

test('a card is spelt in either language', () => {
  expect(spellCard([0, 1, 2])).toBe('sol · båd · krus')
  expect(spellCard([0, 1, 2], 'en')).toBe('sun · boat · mug')
})

test.each([-1, 256, 0.5])('there is no word %d', (index) => {
  expect(() => cardWord(index)).toThrow(RangeError)
})

/** What the places of a card's things are called. */
import type { CardWords } from '#core/contract/cards.ts'
import { cardWords, type CardWord } from './words.ts'

/**
 * The thing at one place of a card.
 * @throws {RangeError} when there is none
 */
export function cardWord(index: number): CardWord {
  const word = cardWords[index]
  if (!word) throw new RangeError(`no card word ${index}`)
  return word
}

/** The words as one line, for a title or a screen reader: `sol · båd · krus`. */
export function spellCard(words: CardWords, language: 'da' | 'en' = 'da'): string {
  return words.map((index) => cardWord(index)[language]).join(' · ')
}

/**
 * What a card shows of its secret: three pictured words.
 *
 * The words are the first 24 bits of the SHA-256 of the secret, one byte a word (DESIGN section 4, "The card").
 * They say too little to guess the secret from, and they may only hide a piece, never delete it.
 */
import type { CardWords } from '#core/contract/cards.ts'

/**
 * The three places in `cardWords`, from the SHA-256 of a card's secret in lower-case hex.
 * @throws {RangeError} when it is not 64 hex digits
 * @example wordsOfHash('00ff10…') // [0, 255, 16]
 */
export function wordsOfHash(sha256: string): CardWords {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256 in lower-case hex')
  const byte = (place: number): number => Number.parseInt(sha256.slice(place * 2, place * 2 + 2), 16)
  return [byte(0), byte(1), byte(2)]
}

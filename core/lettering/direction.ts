/** Which way a line is read: as its first letter is. */

export type Direction = 'ltr' | 'rtl'

/** Letters, and the marks that stand for one (left-to-right, right-to-left, Arabic letter mark). */
const firstLetter = /[\p{L}\u200e\u200f\u061c]/u
/** The blocks that Unicode keeps for scripts written from right to left (DerivedBidiClass, default R and AL). */
const rightToLeft = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Rules P2 and P3 of the Unicode bidirectional algorithm (UAX 9); a line of numbers and signs goes as `otherwise`. */
export function directionOf(line: string, otherwise: Direction = 'ltr'): Direction {
  const letter = firstLetter.exec(line)?.[0]
  if (letter === undefined) return otherwise
  return rightToLeft.test(letter) ? 'rtl' : 'ltr'
}

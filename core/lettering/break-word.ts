/** Breaks a word that is too long for a line, where it hurts least. */
import { mayPart } from './line-breaks.ts'
import type { Measure } from './set-text.ts'

const graphemes = new Intl.Segmenter('da', { granularity: 'grapheme' })

const softHyphen = '\u00ad'
/** After these one may break without adding anything. */
const breakAfter = /[-\u2010\u2013\u2014/.,;:_=&?@]$/u
const vowel = /^[aeiouyæøåäöüéè]/iu
/** Scripts in which a broken word takes a hyphen. */
const hyphenated = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u

/**
 * Parts of `word`, each no wider than `widthEm` (or one character, if even that is wider), about equally long, the
 * hyphen included. Never cuts through what is one character to a reader: letter with accent, emoji with skin, flag.
 */
export function breakWord(word: string, widthEm: number, measure: Measure): readonly string[] {
  const characters = [...graphemes.segment(word)].map(({ segment }) => segment)
  const parts: string[] = []
  let rest = characters
  while (rest.length > 1 && measure(rest.join('')) > widthEm) {
    const partsLeft = Math.ceil(measure(rest.join('')) / Math.max(widthEm, 1e-9))
    const cut = bestCut(rest, widthEm, partsLeft, measure)
    parts.push(ending(rest.slice(0, cut), rest[cut]))
    rest = rest.slice(cut)
  }
  parts.push(rest.join(''))
  return parts
}

/** How many characters go on this line. */
function bestCut(rest: readonly string[], widthEm: number, partsLeft: number, measure: Measure): number {
  let most = 1
  while (most < rest.length - 1 && measure(ending(rest.slice(0, most + 1), rest[most + 1])) <= widthEm) most++
  // Even parts look calmer than a full line and a crumb; no fewer than three letters on either side.
  const even = Math.ceil(rest.length / partsLeft)
  const from = Math.max(1, Math.min(most, 3, even - 3))
  let best = most
  let bestScore = Number.NEGATIVE_INFINITY
  for (let cut = from; cut <= most; cut++) {
    const score = kindness(rest, cut) - Math.abs(cut - Math.min(even, most)) * 1.5
    if (score > bestScore) {
      best = cut
      bestScore = score
    }
  }
  return best
}

/** How well a reader takes a break before the character at `cut`. */
function kindness(characters: readonly string[], cut: number): number {
  const before = characters[cut - 1] ?? ''
  const after = characters[cut] ?? ''
  const afterNext = characters[cut + 1] ?? ''
  if (before === softHyphen || breakAfter.test(before)) return 12
  if (!mayPart(before, after)) return -12
  if (characters.length - cut < 3) return -8
  // As Danish divides words: a single consonant goes to the next line with its vowel.
  if (vowel.test(before) && !vowel.test(after) && vowel.test(afterNext)) return 4
  if (!vowel.test(before) && !vowel.test(after) && vowel.test(afterNext)) return 3
  return 0
}

function ending(characters: readonly string[], next: string | undefined): string {
  const text = characters.join('')
  const last = characters.at(-1) ?? ''
  if (last === softHyphen) return text.slice(0, -1) + '-'
  const inLetters = hyphenated.test(last) && next !== undefined && hyphenated.test(next)
  return inLetters ? text + '-' : text
}

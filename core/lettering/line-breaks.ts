/** Where a line may be broken without breaking a word: at spaces, and between the words of scripts that have none. */

/** What stays together; `isSpaced` if a space stands before it, unless it begins a line. */
export interface Unit {
  readonly text: string
  readonly isSpaced: boolean
}

const words = new Intl.Segmenter('da', { granularity: 'word' })
/** A no-break space is meant: it is not a place to break. */
const spaces = /[ \t\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]+/u

const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}\\p{Script=Thai}\\p{Script=Lao}' +
  '\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}\\p{Script=Javanese}\\u3000-\\u303f\\u30fc\\uff00-\\uff9f'
const pictures = '\\p{Extended_Pictographic}\\p{Regional_Indicator}'
const breaksBefore = new RegExp(`^[${unspaced}${pictures}]`, 'u')
const breaksAfter = new RegExp(`[${unspaced}${pictures}\\p{Emoji_Modifier}\\u20e3\\u{e007f}]\\p{M}*$`, 'u')

/** What never begins a line (JIS X 4051, class of closing marks, small kana, repetition marks; UAX 14: CL, EX, NS). */
const notFirst =
  /^[\p{Pe}\p{Pf}\p{Po}\p{Pd}\p{M}\p{Lm}ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿ\u0eaf\u200d]/u
/** What never ends one: opening marks. */
const notLast = /[\p{Ps}\p{Pi}¿¡\u200d]$/u

/** Whether a break between the two leaves no mark alone at the wrong end of a line. */
export function mayPart(before: string, after: string): boolean {
  return !notFirst.test(after) && !notLast.test(before)
}

/** The units of one line of the maker's. */
export function unitsOf(line: string): readonly Unit[] {
  return line
    .split(spaces)
    .filter((word) => word !== '')
    .flatMap((word) => partsOf(word).map((text, i) => ({ text, isSpaced: i === 0 })))
}

/** A Japanese particle reads on from the word before it. */
const particle = /^\p{Script=Hiragana}$/u

function partsOf(word: string): readonly string[] {
  const parts: string[] = []
  for (const { segment } of words.segment(word)) {
    const last = parts.at(-1)
    const breaks = last !== undefined && (breaksBefore.test(segment) || breaksAfter.test(last))
    if (last === undefined || (breaks && mayPart(last, segment) && !particle.test(segment)))
      parts.push(segment)
    else parts[parts.length - 1] = last + segment
  }
  return parts
}

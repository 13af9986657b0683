/** The families of the artwork's lettering: which letters each brings, and how much room they need above and below. */

/** Around a line, in ems from its baseline, and from one baseline to the next. */
export interface Room {
  readonly aboveEm: number
  readonly belowEm: number
  readonly lineEm: number
}

export interface Family {
  /** The npm package, without its scope: where the files are. */
  readonly folder: string
  /** What the package's style sheet calls it. */
  readonly cssName: string
  /** Of any weight (scope @fontsource-variable), or drawn in one only (scope @fontsource). */
  readonly weight: 'any' | 'regular'
  /** Letters for which it is fetched or opened. */
  readonly letters: RegExp
  readonly room: Room
}

/** Line height after WCAG 2.2, 1.4.12, tightened for display; above: the height of capitals. */
const latin: Room = { aboveEm: 0.67, belowEm: 0.2, lineEm: 1.22 }
/** Square letters that stand on a line a little below the others'. */
const square: Room = { aboveEm: 0.88, belowEm: 0.12, lineEm: 1.35 }
/** Letters that hang from a line and carry signs above it. */
const hanging: Room = { aboveEm: 0.9, belowEm: 0.35, lineEm: 1.45 }
/** Signs above and below, one upon the other. */
const stacked: Room = { aboveEm: 1, belowEm: 0.5, lineEm: 1.65 }

const family = (
  name: string,
  letters: RegExp,
  room: Room = latin,
  weight: Family['weight'] = 'any',
): Family => ({
  folder: name.toLowerCase().replaceAll(' ', '-'),
  cssName: weight === 'any' ? `${name} Variable` : name,
  weight,
  letters,
  room,
})
const noto = (script: string, letters: RegExp, room?: Room, weight?: Family['weight']): Family =>
  family(`Noto Sans ${script}`, letters, room, weight)

/** Arrows, stars, ticks, notes, boxes. */
const pictorial = /[\u2100-\u2bff\u{1d100}-\u{1d1ff}\u{1f000}-\u{1fbff}]/u

/**
 * Atkinson Hyperlegible Next (Braille Institute), made to be told apart letter by letter, and for what it lacks Noto
 * (Google). All SIL OFL 1.1. In the order in which they are tried for each character. A further script is one more
 * line, and one in web/src/lib/lettering/letter-sheets.ts.
 */
const families: readonly Family[] = [
  family('Atkinson Hyperlegible Next', /^/u),
  family('Noto Sans', /[^\0-\u00ff\u2000-\u206f\p{Emoji_Presentation}]/u),
  family('Noto Sans', /[\u1ea0-\u1ef9]/u, { ...latin, aboveEm: 0.8, lineEm: 1.3 }),
  family('Noto Sans', /\p{Script=Devanagari}/u, hanging),
  noto('Arabic', /\p{Script=Arabic}/u, { aboveEm: 0.95, belowEm: 0.42, lineEm: 1.6 }),
  noto('Hebrew', /\p{Script=Hebrew}/u, { ...latin, lineEm: 1.35 }),
  noto('Syriac', /\p{Script=Syriac}/u, hanging),
  noto('Thaana', /\p{Script=Thaana}/u, hanging),
  noto('Ethiopic', /\p{Script=Ethiopic}/u, { ...latin, aboveEm: 0.76, lineEm: 1.35 }),
  noto('Armenian', /\p{Script=Armenian}/u),
  noto('Georgian', /\p{Script=Georgian}/u),
  noto('Bengali', /\p{Script=Bengali}/u, hanging),
  noto('Gurmukhi', /\p{Script=Gurmukhi}/u, hanging),
  noto('Gujarati', /\p{Script=Gujarati}/u, hanging),
  noto('Oriya', /\p{Script=Oriya}/u, hanging),
  noto('Tamil', /\p{Script=Tamil}/u, hanging),
  noto('Telugu', /\p{Script=Telugu}/u, stacked),
  noto('Kannada', /\p{Script=Kannada}/u, stacked),
  noto('Malayalam', /\p{Script=Malayalam}/u, hanging),
  noto('Sinhala', /\p{Script=Sinhala}/u, hanging),
  noto('Thai', /\p{Script=Thai}/u, { aboveEm: 1, belowEm: 0.28, lineEm: 1.5 }),
  noto('Lao', /\p{Script=Lao}/u, { aboveEm: 1.05, belowEm: 0.28, lineEm: 1.55 }),
  noto('Khmer', /\p{Script=Khmer}/u, stacked),
  noto('Myanmar', /\p{Script=Myanmar}/u, stacked),
  family('Noto Serif Tibetan', /\p{Script=Tibetan}/u, { aboveEm: 1, belowEm: 0.75, lineEm: 1.9 }),
  noto('Canadian Aboriginal', /\p{Script=Canadian_Aboriginal}/u),
  noto('Cherokee', /\p{Script=Cherokee}/u),
  noto('NKo', /\p{Script=Nko}/u, hanging, 'regular'),
  noto('Adlam', /\p{Script=Adlam}/u, hanging),
  noto('Hanifi Rohingya', /\p{Script=Hanifi_Rohingya}/u, hanging),
  noto('Tifinagh', /\p{Script=Tifinagh}/u, latin, 'regular'),
  noto('Ol Chiki', /\p{Script=Ol_Chiki}/u),
  noto('Javanese', /\p{Script=Javanese}/u, stacked),
  noto('JP', /[\p{Script=Hiragana}\p{Script=Katakana}\u30fb\u30fc]/u, square),
  noto('KR', /\p{Script=Hangul}/u, square),
  noto('SC', /[\p{Script=Han}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u, square),
  family('Noto Emoji', /[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3]/u, {
    aboveEm: 0.8,
    belowEm: 0.2,
    lineEm: 1.35,
  }),
  noto('Symbols', pictorial),
  noto('Symbols 2', pictorial, latin, 'regular'),
]

/** Those that the text needs, in the order in which they are tried; the first is in every one. */
export function familiesFor(text: string): readonly Family[] {
  return families.filter(({ letters }) => letters.test(text))
}

/** Room for all that stands in the text. */
export function roomFor(text: string): Room {
  const rooms = familiesFor(text).map(({ room }) => room)
  return {
    aboveEm: Math.max(...rooms.map(({ aboveEm }) => aboveEm)),
    belowEm: Math.max(...rooms.map(({ belowEm }) => belowEm)),
    lineEm: Math.max(...rooms.map(({ lineEm }) => lineEm)),
  }
}

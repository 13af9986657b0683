/** What the tray shows: every piece, narrowed down by what the curator asks for. */
import { colourWord, type ColourWord } from '#core/colour/names.ts'
import type { HouseCode, PieceId } from '#core/contract/ids.ts'
import type { CuratedPiece } from '#core/contract/inbox.ts'
import type { PieceKind } from '#core/contract/pieces.ts'

export const wheres = ['unplaced', 'placed', 'hidden', 'small', 'absent-houses', 'all'] as const
export type Where = (typeof wheres)[number]

export const hues = ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'brown', 'grey'] as const
export type Hue = (typeof hues)[number]

/** As large as most, under half of that, or over twice. Only a piece that stands has a size. */
export const sizeClasses = ['small', 'usual', 'large'] as const
export type SizeClass = (typeof sizeClasses)[number]

/** Accepted since the curator's visit before, since midnight, within seven days, within thirty. */
export const sinces = ['visit', 'today', 'week', 'month'] as const
export type Since = (typeof sinces)[number]

/** Null asks for nothing. */
export interface Facets {
  readonly where: Where
  readonly house: HouseCode | null
  readonly kind: PieceKind | null
  readonly hue: Hue | null
  readonly size: SizeClass | null
  readonly since: Since | null
  /** Each of these words is to be found in the piece's own words, its name or its house. */
  readonly words: string
}

export const noFacets: Facets = {
  where: 'unplaced',
  house: null,
  kind: null,
  hue: null,
  size: null,
  since: null,
  words: '',
}

/** What the work says of the pieces. */
export interface Standing {
  readonly placed: ReadonlySet<PieceId | null>
  readonly hidden: ReadonlySet<PieceId>
  readonly small: ReadonlySet<PieceId>
  readonly absentHouses: ReadonlySet<HouseCode>
  readonly sizeOf: (id: PieceId) => SizeClass | null
  /** The moment from which a piece counts as new; null where there is none: the first visit has none before it. */
  readonly startOf: (since: Since) => Date | null
}

const isWhere: Record<Where, (piece: CuratedPiece, standing: Standing) => boolean> = {
  unplaced: ({ id }, { placed }) => !placed.has(id),
  placed: ({ id }, { placed }) => placed.has(id),
  hidden: ({ id }, { hidden }) => hidden.has(id),
  small: ({ id }, { small }) => small.has(id),
  'absent-houses': ({ house }, { absentHouses }) => absentHouses.has(house.code),
  all: () => true,
}

export function matching(
  pieces: Iterable<CuratedPiece>,
  { where, house, kind, hue, size, since, words }: Facets,
  standing: Standing,
): CuratedPiece[] {
  const wanted = wordsOf(words)
  const start = since && standing.startOf(since)
  return [...pieces].filter(
    (piece) =>
      isWhere[where](piece, standing) &&
      (house === null || piece.house.code === house) &&
      (kind === null || piece.kind === kind) &&
      (hue === null || hueOf(piece) === hue) &&
      (size === null || standing.sizeOf(piece.id) === size) &&
      (since === null || isNewSince(piece, start)) &&
      wanted.every((word) => saidOf(piece).includes(word)),
  )
}

/** What was accepted since then. */
export function isNewSince({ decidedAt }: CuratedPiece, start: Date | null): boolean {
  return start !== null && decidedAt !== null && Date.parse(decidedAt) > start.getTime()
}

const dayMs = 24 * 60 * 60 * 1000

/** @param lastHere when the visit before ended; null the first time. ISO */
export function startOf(since: Since, lastHere: string | null, now: Date): Date | null {
  switch (since) {
    case 'visit':
      return lastHere === null ? null : new Date(lastHere)
    case 'today':
      return new Date(now.getFullYear(), now.getMonth(), now.getDate())
    case 'week':
      return new Date(now.getTime() - 7 * dayMs)
    case 'month':
      return new Date(now.getTime() - 30 * dayMs)
  }
}

/** `å` was written `aa`, and still is in many names. */
const folded = (text: string) => text.toLocaleLowerCase('da').replaceAll('å', 'aa')

const wordsOf = (text: string): string[] => folded(text).split(/\s+/).filter(Boolean)

const saidOfPiece = new WeakMap<CuratedPiece, string>()

function saidOf(piece: CuratedPiece): string {
  const known = saidOfPiece.get(piece)
  if (known !== undefined) return known
  const { text, credit, house } = piece
  const said = folded(
    [text ?? '', credit.kind === 'name' ? credit.name : '', house.name, house.town].join('\n'),
  )
  saidOfPiece.set(piece, said)
  return said
}

const hueByWord: Record<ColourWord, Hue> = {
  black: 'grey',
  grey: 'grey',
  lightGrey: 'grey',
  white: 'grey',
  red: 'red',
  darkRed: 'red',
  orange: 'orange',
  yellow: 'yellow',
  lightYellow: 'yellow',
  sand: 'brown',
  brown: 'brown',
  green: 'green',
  darkGreen: 'green',
  lightGreen: 'green',
  turquoise: 'blue',
  blue: 'blue',
  darkBlue: 'blue',
  lightBlue: 'blue',
  purple: 'purple',
  lightPurple: 'purple',
  pink: 'pink',
  lightPink: 'pink',
}

const hueOfColour = new Map<string, Hue>()

/** The family of a piece's average colour; null while it is not known. */
export function hueOf({ averageColour }: CuratedPiece): Hue | null {
  if (averageColour === null) return null
  const hue = hueOfColour.get(averageColour) ?? hueByWord[colourWord(averageColour)]
  hueOfColour.set(averageColour, hue)
  return hue
}

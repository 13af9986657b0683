/**
 * 35 + 1: a field for every house, and one for what belongs to all. In a field stand the pieces of one house, in calm
 * rows and columns; between the fields is more air than in them. How the wall is divided: see `fields.ts`.
 *
 *      ┌───────────────────────────────┐
 *      │ ▪▪▪  ▪▪  ▪▪▪▪  ▪  ▪▪▪  ▪▪▪▪▪  │
 *      │ ▪▪▪  ▪▪  ▪▪▪▪     ▪▪▪  ▪▪▪▪▪  │   a slot is called by its field: `havnen.3`, and `common.1` in the
 *      │                               │   field that belongs to all
 *      │ ▪▪▪▪   ■■■ ■■■ ■■■   ▪▪  ▪▪▪  │
 *      │ ▪▪▪▪   ■■■ ■■■ ■■■   ▪▪  ▪▪▪  │
 *      └───────────────────────────────┘
 *
 * The curator says what belongs to all by moving it into the common field; what is moved out of it goes home to its
 * house when the work is arranged anew.
 */
import { z } from 'zod'
import { cellsFor } from './cells.ts'
import { closeTogether } from './close-together.ts'
import type { PieceId } from '../contract/ids.ts'
import { belongsToAll, commonName, fieldOf, slotIn } from './common-field.ts'
import { fieldsOf } from './fields.ts'
import { middleHue } from './hue.ts'
import type { Arranged, Layout, LayoutLock, LayoutPiece, LayoutStanding } from './layout.ts'
import { inOrder } from './order.ts'
import { coveredBy, fittedInto, holds, inset, insideOf, meets, sharedBy, type Rect } from './rect.ts'
import { randomFrom, shuffled } from './random.ts'
import { unlocked } from './unlocked.ts'

const thirtyFivePlusOneOptions = z.object({
  common: z.enum(['one-each', 'placed', 'none']).default('one-each'),
  commonPlace: z.enum(['middle', 'left', 'right', 'top', 'bottom']).default('middle'),
  commonPercent: z.number().min(5).max(60).default(25),
  fields: z
    .union([
      z.literal('auto'),
      z
        .int()
        .min(1)
        .max(200)
        .meta({ examples: [35] }),
    ])
    .default('auto'),
  fieldSize: z.enum(['by-pieces', 'by-both', 'by-houses']).default('by-pieces'),
  houseOrder: z.enum(['arrival', 'alphabet', 'colour', 'chance']).default('arrival'),
  order: z.enum(['arrival', 'colour']).default('arrival'),
  gapMm: z.number().min(0).max(1000).default(14),
  fieldGapMm: z.number().min(0).max(2000).default(70),
  marginMm: z.number().min(0).max(5000).default(70),
})
type Options = z.output<typeof thirtyFivePlusOneOptions>

/** A house's field is never smaller than this part of an even share: a single piece is seen too. */
const leastShare = 1 / 5

export const thirtyFivePlusOne: Layout<typeof thirtyFivePlusOneOptions> = {
  id: 'thirty-five-plus-one',
  options: thirtyFivePlusOneOptions,
  arrange({ pieces, frame, options, locks, standing, seed }) {
    const within = insideOf(frame, options.marginMm)
    const houses = housesInOrder(unlocked(pieces, locks), options.houseOrder, seed)
    const now = asItStands(within, houses, standing, options)
    const chosen = belongsToAll(standing, now)
    const there = housesThere(pieces, locks, now.get(commonName))
    const common = commonPieces(houses, chosen, there, options.common, seed)
    const own = withoutCommon(houses, common)
    const fields = fieldsFor(within, own, common.size, options)
    const fill = filling(options, locks, within, airFor(within, own.length, options), seed)
    return [{ code: commonName, pieces: [...common] }, ...own]
      .flatMap(({ code, pieces: theirs }) => fill(fields.get(code), code, theirs))
      .map((seated, layer) => ({ ...seated, layer }))
  },
}

interface House {
  readonly code: string
  readonly pieces: readonly LayoutPiece[]
}

function housesInOrder(pieces: readonly LayoutPiece[], order: Options['houseOrder'], seed: number): House[] {
  const houses = [...Map.groupBy(pieces, ({ houseCode }) => houseCode)].map(([code, theirs]) => ({
    code,
    pieces: theirs,
  }))
  switch (order) {
    case 'arrival':
      return houses
    case 'alphabet':
      return houses.sort((one, other) => (one.code < other.code ? -1 : 1))
    case 'colour':
      return houses
        .map((house) => ({ house, hue: middleHue(house.pieces.map(({ averageColour }) => averageColour)) }))
        .sort((one, other) => one.hue - other.hue)
        .map(({ house }) => house)
    case 'chance':
      return shuffled(houses, randomFrom(seed))
  }
}

/** The fields of the work as it is now, by the names of the slots in it. */
function asItStands(
  within: Rect,
  houses: readonly House[],
  standing: readonly LayoutStanding[],
  options: Options,
): ReadonlyMap<string, Rect> {
  const fields = new Map(standing.flatMap(({ pieceId, slot }) => (pieceId ? [[pieceId, fieldOf(slot)]] : [])))
  const placed = houses.map(({ code, pieces }) => ({
    code,
    pieces: pieces.filter(({ id }) => fields.get(id) === code),
  }))
  const commonCount = [...fields.values()].filter((field) => field === commonName).length
  return fieldsFor(
    within,
    placed.filter(({ pieces }) => pieces.length > 0),
    commonCount,
    options,
  )
}

/** The houses of which a locked piece stands in the common field. */
function housesThere(
  pieces: readonly LayoutPiece[],
  locks: readonly LayoutLock[],
  common: Rect | undefined,
): ReadonlySet<string> {
  if (!common) return new Set()
  const there = new Set(locks.filter(({ box }) => holds(common, box)).map(({ pieceId }) => pieceId))
  return new Set(pieces.filter(({ id }) => there.has(id)).map(({ houseCode }) => houseCode))
}

function commonPieces(
  houses: readonly House[],
  chosen: ReadonlySet<PieceId>,
  there: ReadonlySet<string>,
  which: Options['common'],
  seed: number,
): ReadonlySet<LayoutPiece> {
  if (which === 'none') return new Set()
  const random = randomFrom(seed)
  return new Set(
    houses.flatMap(({ code, pieces }) => {
      const placed = pieces.filter(({ id }) => chosen.has(id))
      const any = pieces[Math.floor(random() * pieces.length)]
      const isThere = placed.length > 0 || there.has(code)
      // A house with one piece keeps it: its own field must not stand empty.
      return which === 'placed' || isThere || pieces.length < 2 || !any ? placed : [any]
    }),
  )
}

function withoutCommon(houses: readonly House[], common: ReadonlySet<LayoutPiece>): House[] {
  return houses
    .map(({ code, pieces }) => ({ code, pieces: pieces.filter((piece) => !common.has(piece)) }))
    .filter(({ pieces }) => pieces.length > 0)
}

/** By name, half of the air around a field counted to it. */
function fieldsFor(
  within: Rect,
  houses: readonly House[],
  commonCount: number,
  options: Options,
): ReadonlyMap<string, Rect> {
  const hasCommon = options.common === 'placed' || (options.common === 'one-each' && commonCount > 0)
  const fields = fieldsOf({
    within: inset(within, -airFor(within, houses.length, options) / 2),
    weights: weightsOf(
      houses.map(({ pieces }) => pieces.length),
      options,
    ),
    place: options.commonPlace,
    commonShare: hasCommon ? options.commonPercent / 100 : 0,
  })
  const byHouse = houses.flatMap(({ code }, index): [string, Rect][] => {
    const field = fields.houses[index]
    return field ? [[code, field]] : []
  })
  return new Map(fields.common ? [...byHouse, [commonName, fields.common]] : byHouse)
}

function weightsOf(counts: readonly number[], { fieldSize, fields }: Options): number[] {
  const power = { 'by-pieces': 1, 'by-both': 0.5, 'by-houses': 0 }[fieldSize]
  const weights = counts.map((count) => count ** power)
  const even = weights.reduce((sum, weight) => sum + weight, 0) / Math.max(weights.length, 1)
  const least = even * leastShare
  const stillToCome = fields === 'auto' ? 0 : Math.max(0, fields - counts.length)
  // Fields for houses that are still to come stand empty, as large as the smaller ones.
  return [
    ...weights.map((weight) => Math.max(weight, least)),
    ...Array<number>(stillToCome).fill(even / 2 || 1),
  ]
}

/** Between fields. It may take no more than about a fifth of a field's side. */
const airFor = ({ widthMm, heightMm }: Rect, count: number, { fieldGapMm, fields }: Options): number =>
  Math.min(
    fieldGapMm,
    Math.sqrt((widthMm * heightMm) / (Math.max(count, fields === 'auto' ? 0 : fields) + 1)) / 5,
  )

/** Fills a field with pieces: `name.1`, `name.2`, … */
const filling =
  ({ gapMm, order }: Options, locks: readonly LayoutLock[], wall: Rect, airMm: number, seed: number) =>
  (field: Rect | undefined, name: string, pieces: readonly LayoutPiece[]): Omit<Arranged, 'layer'>[] => {
    if (!field) return []
    const airThereMm = Math.min(airMm, field.widthMm / 2, field.heightMm / 2)
    const within = sharedBy(inset(field, airThereMm / 2), wall)
    const grid = cellsFor({ within, pieces, gapMm, columns: 'auto', locks })
    // Around a locked place they stay where they are.
    const isOpen = !locks.some(({ box }) => meets(coveredBy(box), within))
    const cells = isOpen ? closeTogether(grid, pieces, within) : grid
    return inOrder(pieces, order, seed).flatMap((piece, index) => {
      const cell = cells[index]
      const slot = slotIn(name, index + 1)
      return cell ? [{ pieceId: piece.id, box: fittedInto(cell, piece.aspect), slot }] : []
    })
  }

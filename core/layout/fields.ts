/**
 * Divides a wall into one common field and a field for each house, all round it or beside it. Areas are exact: the
 * common field has its share, the others have what is left in the measure of their weights.
 *
 *      middle                    left                      top
 *      ┌─────┬──────┬─────┐     ┌────────┬─────┬─────┐    ┌────────────────────┐
 *      │  1  │  2   │  3  │     │        │  1  │  2  │    │      common        │
 *      ├─────┼──────┴─────┤     │ common ├─────┼─────┤    ├──────┬──────┬──────┤
 *      │  8  │            │     │        │  3  │  4  │    │  1   │  2   │  3   │
 *      ├─────┤   common   │     │        ├─────┴─────┤    ├──────┼──────┼──────┤
 *      │  7  │         ┌──┤     └────────┴───────────┘    │  4   │  5   │  6   │
 *      ├─────┴──┬──────┤ 4│                               └──────┴──────┴──────┘
 *      │   6    │   5  │  │     In the middle the houses go round like the hours: the bands above, to the right,
 *      └────────┴──────┴──┘     below and to the left are as thick as the houses in them need.
 */
import { badnessOf, divide, type Division } from './divide.ts'
import type { Rect } from './rect.ts'

export type CommonPlace = 'middle' | 'left' | 'right' | 'top' | 'bottom'

export interface Fields {
  readonly common: Rect | null
  /** One for each weight, in the same order. */
  readonly houses: readonly Rect[]
}

interface FieldsGiven {
  readonly within: Rect
  /** One for each house, greater than 0. */
  readonly weights: readonly number[]
  readonly place: CommonPlace
  /** Part of the area that the common field has, 0 … 1; 0 is no common field. */
  readonly commonShare: number
}

export function fieldsOf({ within, weights, place, commonShare }: FieldsGiven): Fields {
  if (weights.length === 0) return { common: commonShare > 0 ? within : null, houses: [] }
  if (commonShare === 0) return { common: null, houses: divide(within, weights).rects }
  if (place === 'middle') return allRound(within, weights, commonShare)
  const common = atEdge(within, place, commonShare)
  const rest = atEdge(within, opposite[place], 1 - commonShare)
  return { common, houses: divide(rest, weights).rects }
}

const opposite = { left: 'right', right: 'left', top: 'bottom', bottom: 'top' } as const

function atEdge(within: Rect, edge: Exclude<CommonPlace, 'middle'>, share: number): Rect {
  const widthMm = within.widthMm * share
  const heightMm = within.heightMm * share
  switch (edge) {
    case 'left':
      return { ...within, widthMm }
    case 'right':
      return { ...within, leftMm: within.leftMm + within.widthMm - widthMm, widthMm }
    case 'top':
      return { ...within, heightMm }
    case 'bottom':
      return { ...within, topMm: within.topMm + within.heightMm - heightMm, heightMm }
  }
}

/** How many houses are above, to the right, below and to the left. */
type Bands = readonly [above: number, right: number, below: number, left: number]

/** A common field of an ill shape is worth about this many ill-shaped houses. */
const commonCounts = 2.5
/** So many ill-shaped houses is it worth that it lies in the middle, and not at an edge. */
const middleCounts = 18
/** It has the shape of the wall, but on a frieze or a column it is only so much longer than wide. */
const longest = 2.2

function wishedCommon({ widthMm, heightMm }: Rect, share: number) {
  const shape = Math.max(1 / longest, Math.min(longest, widthMm / heightMm))
  const areaMm2 = widthMm * heightMm * share
  const wideMm = Math.max(areaMm2 / heightMm, Math.min(widthMm, Math.sqrt(areaMm2 * shape)))
  return { widthMm: wideMm, heightMm: areaMm2 / wideMm }
}
/** Cuts are tried this many houses to either side of where an even ring would have them. */
const reach = 3

function allRound(within: Rect, weights: readonly number[], commonShare: number): Fields {
  let best: { fields: Fields; badness: number } | undefined
  for (const bands of bandsToTry(within, weights, commonShare)) {
    const tried = ringOf(within, weights, commonShare, bands)
    if (tried && (!best || tried.badness < best.badness)) best = tried
  }
  return best?.fields ?? { common: null, houses: divide(within, weights).rects }
}

/** Every way to part few houses; for many, those near to a ring that is equally thick all round. */
function bandsToTry(within: Rect, weights: readonly number[], commonShare: number): Bands[] {
  const count = weights.length
  const common = wishedCommon(within, commonShare)
  const ringMm2 = within.widthMm * within.heightMm * (1 - commonShare)
  // Above and below are as wide as the wall; the others only as high as the common field.
  const above = ((within.heightMm - common.heightMm) / 2 / ringMm2) * within.widthMm
  const beside = ((within.widthMm - common.widthMm) / 2 / ringMm2) * common.heightMm
  const ideal = [above, above + beside, 2 * above + beside]
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const cumulated = weights.reduce<number[]>((sums, weight) => [...sums, (sums.at(-1) ?? 0) + weight], [])
  const cutNear = (share: number) => {
    const at = cumulated.findIndex((sum) => sum >= share * all)
    return at === -1 ? count : at
  }
  const around = (share: number) => {
    const near = cutNear(share)
    return Array.from({ length: 2 * reach + 2 }, (_, i) => near - reach + i).filter(
      (cut) => cut >= 0 && cut <= count,
    )
  }
  const [first = 0, second = 0, third = 0] = ideal
  return around(first).flatMap((one) =>
    around(second).flatMap((two) =>
      around(third).flatMap((three): Bands[] =>
        one <= two && two <= three ? [[one, two - one, three - two, count - three]] : [],
      ),
    ),
  )
}

function ringOf(
  within: Rect,
  weights: readonly number[],
  commonShare: number,
  [above, right, below]: Bands,
): { readonly fields: Fields; readonly badness: number } | undefined {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const cuts = [above, above + right, above + right + below]
  const parts = [
    weights.slice(0, cuts[0]),
    weights.slice(cuts[0], cuts[1]),
    weights.slice(cuts[1], cuts[2]),
    weights.slice(cuts[2]),
  ]
  const shareOf = (part: readonly number[] = []) =>
    (part.reduce((sum, weight) => sum + weight, 0) / all) * (1 - commonShare)
  const [aboveShare = 0, rightShare = 0, belowShare = 0, leftShare = 0] = parts.map(shareOf)
  const { leftMm, topMm, widthMm, heightMm } = within
  const aboveMm = heightMm * aboveShare
  const belowMm = heightMm * belowShare
  const middleMm = heightMm - aboveMm - belowMm
  const leftBandMm = (leftShare * widthMm * heightMm) / middleMm
  const rightBandMm = (rightShare * widthMm * heightMm) / middleMm
  const common = {
    leftMm: leftMm + leftBandMm,
    topMm: topMm + aboveMm,
    widthMm: widthMm - leftBandMm - rightBandMm,
    heightMm: middleMm,
  }
  if (!(common.widthMm > 0 && common.heightMm > 0)) return undefined
  const bands: Rect[] = [
    { leftMm, topMm, widthMm, heightMm: aboveMm },
    {
      ...common,
      leftMm: common.leftMm + common.widthMm,
      widthMm: rightBandMm,
    },
    { leftMm, topMm: topMm + heightMm - belowMm, widthMm, heightMm: belowMm },
    { ...common, leftMm, widthMm: leftBandMm },
  ]
  const wished = wishedCommon(within, commonShare)
  const divided = bands.map((band, i) => clockwise(band, parts[i] ?? [], i >= 2))
  const badness =
    divided.reduce((sum, one) => sum + one.badness, 0) +
    commonCounts * badnessOf(common.widthMm / common.heightMm, wished.widthMm / wished.heightMm) +
    offMiddle(within, common)
  return { fields: { common, houses: divided.flatMap(({ rects }) => rects) }, badness }
}

/** Below and to the left the ring runs back: to the left, and up. */
function clockwise(band: Rect, weights: readonly number[], isBack: boolean): Division {
  if (weights.length === 0) return { rects: [], badness: 0 }
  if (!isBack) return divide(band, weights)
  const { rects, badness } = divide(band, weights.toReversed())
  return { rects: rects.toReversed(), badness }
}

/** The common field is the middle of the work: how far it is from there, in the measure of shapes. */
function offMiddle(within: Rect, common: Rect): number {
  const aside =
    (common.leftMm + common.widthMm / 2 - within.leftMm - within.widthMm / 2) / (within.widthMm / 2)
  const astray =
    (common.topMm + common.heightMm / 2 - within.topMm - within.heightMm / 2) / (within.heightMm / 2)
  return middleCounts * (aside ** 2 + astray ** 2)
}

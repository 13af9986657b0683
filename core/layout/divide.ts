/**
 * Divides a rectangle among several, each with as much of the area as its weight, in their order, in rows or columns.
 * It is the strip treemap of Bederson, Shneiderman & Wattenberg, "Ordered and Quantum Treemaps" (2002), with all
 * numbers of strips tried instead of a greedy choice.
 *
 *      ┌─────────┬─────────┬───────┐
 *      │    1    │    2    │   3   │     weights 3 3 2 · 4 4
 *      ├─────────┴───┬─────┴───────┤     every strip as high as all in it weigh together
 *      │      4      │      5      │
 *      └─────────────┴─────────────┘
 */
import { transposed, type Rect } from './rect.ts'

export interface Division {
  readonly rects: readonly Rect[]
  /** How far the parts are from the wished shape, squared and summed: 0 is perfect. */
  readonly badness: number
}

/** Width ÷ height that a part likes best: a little broader than high, as most pictures are. */
const wishedShape = 1.25

/** @param weights all greater than 0 */
export function divide(rect: Rect, weights: readonly number[]): Division {
  const inRows = bestStrips(rect, weights, wishedShape)
  const inColumns = bestStrips(transposed(rect), weights, 1 / wishedShape)
  if (inRows.badness <= inColumns.badness) return inRows
  return { rects: inColumns.rects.map(transposed), badness: inColumns.badness }
}

/** How ill a shape (width ÷ height) pleases: twice as broad is as bad as twice as high. */
export const badnessOf = (shape: number, wished = wishedShape): number => Math.log(shape / wished) ** 2

function bestStrips(rect: Rect, weights: readonly number[], wished: number): Division {
  const ideal = Math.sqrt((weights.length * rect.heightMm * wished) / rect.widthMm)
  const from = Math.max(1, Math.min(weights.length, Math.floor(ideal * 0.6)))
  const to = Math.max(from, Math.min(weights.length, Math.ceil(ideal * 1.6)))
  let best: Division = { rects: [], badness: Infinity }
  for (let count = from; count <= to; count++) {
    const rects = strips(rect, weights, count)
    let badness = 0
    for (const { widthMm, heightMm } of rects) badness += badnessOf(widthMm / heightMm, wished)
    if (badness < best.badness) best = { rects, badness }
  }
  return best
}

function strips(rect: Rect, weights: readonly number[], count: number): Rect[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  let topMm = rect.topMm
  return evenly(weights, count).flatMap(({ from, to, sum }) => {
    const heightMm = (rect.heightMm * sum) / all
    let leftMm = rect.leftMm
    const row = weights.slice(from, to).map((weight) => {
      const widthMm = (rect.widthMm * weight) / sum
      const part = { leftMm, topMm, widthMm, heightMm }
      leftMm += widthMm
      return part
    })
    topMm += heightMm
    return row
  })
}

interface Share {
  readonly from: number
  /** The first that is not in it. */
  readonly to: number
  readonly sum: number
}

/** Cuts the row of weights into `count` stretches that weigh about the same; none is empty. */
export function evenly(weights: readonly number[], count: number): Share[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const shares: Share[] = []
  let from = 0
  let soFar = 0
  for (let share = 1; share <= count; share++) {
    const wanted = (all * share) / count
    const last = share === count ? weights.length : weights.length - (count - share)
    let to = from
    let sum = 0
    while (to < last) {
      const next = weights[to] ?? 0
      const isNearer = Math.abs(soFar + sum - wanted) < Math.abs(soFar + sum + next - wanted)
      if (to > from && share < count && isNearer) break
      sum += next
      to += 1
    }
    shares.push({ from, to, sum })
    soFar += sum
    from = to
  }
  return shares
}

/**
 * The work without its picture: rows of pieces where they stand in rows, else one piece after the other as one reads.
 *
 *      ┌──┐ ┌──┐ ┌──┐
 *      │  │ │  │ │  │     row 1        an arrow goes to what stands there on the wall
 *      └──┘ └──┘ └──┘
 *      ┌───┐  ┌───┐
 *      │   │  │   │       row 2
 *      └───┘  └───┘
 */
import type { Placement } from '#core/contract/composition.ts'
import type { PlacementId } from '#core/contract/ids.ts'
import type { LayoutFrame } from '#core/layout/layout.ts'
import { groundApart, inRows } from '../reading-order.ts'

export type Way = 'left' | 'right' | 'up' | 'down'

export interface Spot {
  readonly row: number
  readonly column: number
}

export interface Outline {
  /** Of a list, each row holds one. */
  readonly rows: readonly (readonly Placement[])[]
  readonly spots: ReadonlyMap<PlacementId, Spot>
  readonly isGrid: boolean
}

/** So many pieces must stand in line before the work is read by rows. */
const inLineShare = 0.8

export function outlineOf(placements: Iterable<Placement>, frame: LayoutFrame): Outline {
  const { standing, grounds } = groundApart(placements, frame)
  const read = inRows(standing)
  const isGrid = standsInRows(read)
  const one = (placement: Placement) => [placement]
  const rows = [...(isGrid ? read : read.flat().map(one)), ...grounds.map(one)]
  const spots = new Map<PlacementId, Spot>()
  for (const [row, ofRow] of rows.entries())
    for (const [column, { id }] of ofRow.entries()) spots.set(id, { row, column })
  return { rows, spots, isGrid }
}

/** Most rows hold several, and what is in a row stands at the height of its middle. */
function standsInRows(rows: readonly (readonly Placement[])[]): boolean {
  const all = rows.flat()
  if (all.length < 4 || rows.length * 2 > all.length) return false
  const inLine = rows.flatMap((row) => {
    const middleMm = row.reduce((sum, { yMm }) => sum + yMm, 0) / row.length
    return row.filter(({ yMm, heightMm }) => Math.abs(yMm - middleMm) <= heightMm / 4)
  })
  return inLine.length >= all.length * inLineShare
}

const nearest = (
  from: Placement,
  among: readonly Placement[],
  far: (one: Placement) => number,
): Placement | undefined =>
  among.reduce<Placement | undefined>(
    (best, one) => (one.id !== from.id && (!best || far(one) < far(best)) ? one : best),
    undefined,
  )

/** What stands beside it on the wall; undefined where nothing does. */
export function beside({ rows, spots, isGrid }: Outline, from: Placement, way: Way): Placement | undefined {
  const spot = spots.get(from.id)
  if (!spot) return undefined
  const step = way === 'left' || way === 'up' ? -1 : 1
  if (way === 'up' || way === 'down') {
    const row = rows[spot.row + step] ?? []
    return isGrid ? nearest(from, row, ({ xMm }) => Math.abs(xMm - from.xMm)) : row[0]
  }
  if (isGrid) return rows[spot.row]?.[spot.column + step]
  // A piece counts as beside where it is more to the side than above or below.
  const aside = rows.flat().filter(({ xMm, yMm }) => (xMm - from.xMm) * step > Math.abs(yMm - from.yMm))
  return nearest(from, aside, ({ xMm, yMm }) => Math.hypot(xMm - from.xMm, yMm - from.yMm))
}

/** Those from one to the other as one reads, both with them. */
export function between({ rows }: Outline, one: PlacementId, other: PlacementId): PlacementId[] {
  const order = rows.flat().map(({ id }) => id)
  const [a, b] = [order.indexOf(one), order.indexOf(other)].sort((x, y) => x - y)
  return a === undefined || b === undefined || a < 0 ? [] : order.slice(a, b + 1)
}

/**
 * Equal places in what is free of a wall: as large as can be, at most as wished, so many that there is one for each.
 *
 *      ┌──────────────────────────┐
 *      │ ┌──┐┌──┐ ████████ ┌──┐   │   read like a page: a place is as far to the left as it can be in
 *      │ └──┘└──┘ ████████ └──┘   │   its row, and the next row begins where nothing of this one is
 *      │ ┌──┐┌──┐┌──┐┌──┐┌──┐┌──┐ │   in the way
 *      └─└──┘└──┘└──┘└──┘└──┘└──┘─┘
 */
import type { Rect } from './rect.ts'

interface SpotsGiven {
  readonly within: Rect
  readonly taken: readonly Rect[]
  readonly count: number
  /** Width and height of a place, where there is plenty of room. */
  readonly wished: { readonly widthMm: number; readonly heightMm: number }
}

/** A place is this many squares of the raster wide, or high if that is less. */
const squaresInSide = 4
const squaresMax = 2_000_000
const shrinking = 0.92
/** Smaller than this part of the wish is not worth a look: then there is no room. */
const smallest = 1 / 500

/** At least `count` places, none of which touches another or what is taken; fewer, if there is no room for them. */
export function freeSpots({ within, taken, count, wished }: SpotsGiven): readonly Rect[] {
  if (count === 0) return []
  const areaMm2 = within.widthMm * within.heightMm
  const mostThatFit = Math.sqrt(areaMm2 / (count * wished.widthMm * wished.heightMm))
  const largest = Math.min(1, mostThatFit, within.widthMm / wished.widthMm, within.heightMm / wished.heightMm)
  let best: readonly Rect[] = []
  for (let scale = largest; scale > largest * smallest; scale *= shrinking) {
    const size = { widthMm: wished.widthMm * scale, heightMm: wished.heightMm * scale }
    const spots = spotsOfSize(within, taken, size)
    if (spots.length > best.length) best = spots
    if (best.length >= count) break
  }
  return best
}

function spotsOfSize(within: Rect, taken: readonly Rect[], size: SpotsGiven['wished']): readonly Rect[] {
  const finest = Math.sqrt((within.widthMm * within.heightMm) / squaresMax)
  const squareMm = Math.max(Math.min(size.widthMm, size.heightMm) / squaresInSide, finest)
  const columns = Math.floor(within.widthMm / squareMm + 1e-9)
  const rows = Math.floor(within.heightMm / squareMm + 1e-9)
  const width = Math.max(1, Math.ceil(size.widthMm / squareMm - 1e-9))
  const height = Math.max(1, Math.ceil(size.heightMm / squareMm - 1e-9))
  if (width > columns || height > rows) return []
  const sums = takenSums({ columns, rows, squareMm }, within, taken)
  /** The first row below which a column is free of the places found so far. */
  const freeFrom = new Int32Array(columns)
  const spots: Rect[] = []
  for (let row = 0; row + height <= rows; row++)
    for (let column = 0; column + width <= columns;) {
      const hindrance = hinderedUntil(freeFrom, row, column, width)
      if (hindrance > column) column = hindrance
      else if (countTaken(sums, columns, row, column, width, height) > 0) column += 1
      else {
        freeFrom.fill(row + height, column, column + width)
        spots.push({
          leftMm: within.leftMm + column * squareMm,
          topMm: within.topMm + row * squareMm,
          widthMm: width * squareMm,
          heightMm: height * squareMm,
        })
        column += width
      }
    }
  return spots
}

/** The column after the last that is not free yet, or the same column if all are. */
function hinderedUntil(freeFrom: Int32Array, row: number, column: number, width: number): number {
  for (let at = column + width - 1; at >= column; at--) if ((freeFrom[at] ?? 0) > row) return at + 1
  return column
}

interface Raster {
  readonly columns: number
  readonly rows: number
  readonly squareMm: number
}

/** How many squares above and to the left are taken, so that any rectangle is counted with four look-ups (Crow 1984). */
function takenSums({ columns, rows, squareMm }: Raster, within: Rect, taken: readonly Rect[]): Int32Array {
  const stride = columns + 1
  const sums = new Int32Array(stride * (rows + 1))
  const clamp = (square: number, most: number) => Math.max(0, Math.min(most, square))
  for (const { leftMm, topMm, widthMm, heightMm } of taken) {
    const left = clamp(Math.floor((leftMm - within.leftMm) / squareMm + 1e-9), columns)
    const right = clamp(Math.ceil((leftMm + widthMm - within.leftMm) / squareMm - 1e-9), columns)
    const top = clamp(Math.floor((topMm - within.topMm) / squareMm + 1e-9), rows)
    const bottom = clamp(Math.ceil((topMm + heightMm - within.topMm) / squareMm - 1e-9), rows)
    if (left >= right) continue
    for (let row = top; row < bottom; row++)
      sums.fill(1, (row + 1) * stride + left + 1, (row + 1) * stride + right + 1)
  }
  for (let row = 1; row <= rows; row++) {
    let inRow = 0
    for (let column = 1; column <= columns; column++) {
      inRow += sums[row * stride + column] ?? 0
      sums[row * stride + column] = inRow + (sums[(row - 1) * stride + column] ?? 0)
    }
  }
  return sums
}

function countTaken(
  sums: Int32Array,
  columns: number,
  row: number,
  column: number,
  width: number,
  height: number,
): number {
  const upper = row * (columns + 1) + column
  const lower = (row + height) * (columns + 1) + column
  return (sums[lower + width] ?? 0) - (sums[lower] ?? 0) - (sums[upper + width] ?? 0) + (sums[upper] ?? 0)
}

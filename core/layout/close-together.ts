/**
 * Cells that are larger than any piece in them stand far apart. Here they are made as large as need be and moved
 * together, with the same gap everywhere, in the middle of their field.
 *
 *      ┌───┐      ┌───┐                ┌───┐ ┌───┐
 *      └───┘      └───┘       ───►     └───┘ └───┘
 *      ┌───┐      ┌───┐                ┌───┐ ┌───┐
 *      └───┘      └───┘                └───┘ └───┘
 */
import type { Cell } from './cells.ts'
import type { LayoutPiece } from './layout.ts'
import type { Rect } from './rect.ts'

/** The same cells, none larger than before and all within the field, in which nothing else may stand. */
export function closeTogether(
  cells: readonly Cell[],
  pieces: readonly LayoutPiece[],
  within: Rect,
): readonly Cell[] {
  const columns = 1 + cells.reduce((most, { column }) => Math.max(most, column), 0)
  const rows = 1 + cells.reduce((most, { row }) => Math.max(most, row), 0)
  const [first] = cells
  if (!first || cells.length < columns * rows) return cells
  const broadest = pieces.reduce((most, { aspect }) => Math.max(most, aspect), 0)
  const tallest = pieces.reduce((least, { aspect }) => Math.min(least, aspect), Infinity)
  const widthMm = Math.min(first.widthMm, first.heightMm * broadest)
  const heightMm = Math.min(first.heightMm, first.widthMm / tallest)
  const usedRows = Math.min(rows, Math.ceil(pieces.length / columns))
  const gapXMm = columns > 1 ? (within.widthMm - columns * first.widthMm) / (columns - 1) : 0
  const gapYMm = rows > 1 ? (within.heightMm - rows * first.heightMm) / (rows - 1) : 0
  const allWidthMm = columns * widthMm + (columns - 1) * gapXMm
  const allHeightMm = usedRows * heightMm + (usedRows - 1) * gapYMm
  const leftMm = within.leftMm + (within.widthMm - allWidthMm) / 2
  const topMm = within.topMm + (within.heightMm - allHeightMm) / 2
  return cells.map((cell) => ({
    ...cell,
    leftMm: leftMm + cell.column * (widthMm + gapXMm),
    topMm: topMm + cell.row * (heightMm + gapYMm),
    widthMm,
    heightMm,
  }))
}

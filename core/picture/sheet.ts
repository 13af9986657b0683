/**
 * Sheets: pure geometry. A piece has a number in its artwork, and lies under it in the sheets of every cell size:
 *
 *     cells of 32 px     sheet 0: numbers 0 … 1023                            sheet 1: 1024 … 2047
 *     cells of 128 px    sheet 0: 0 … 255   1: 256 … 511   2: …   3: … 1023   sheet 4: 1024 … 1279
 *
 * Within a sheet the cells go row by row. A sheet ends with the last row that is needed:
 *
 *     ┌──┬──┬─┄─┬──┐   A picture lies at the upper left of its cell, as large as it fits, never enlarged;
 *     │▓ │▓▓│   │▓▓│   the pixels of its right and lower edge go on to the end of the cell, so that nothing
 *     ├──┼──┼─┄─┼──┤   of a neighbour or of the ground shines through when a cell is drawn scaled.
 *     │▓▓│▓ │
 *     └──┴──┘
 */

/** Multiples of eight: the blocks of a JPEG lie each in one cell, so that a cell can change and no other is touched. */
export const sheetCellsPx = [32, 128] as const
export type SheetCellPx = (typeof sheetCellsPx)[number]

const columnsOf: Record<SheetCellPx, number> = { 32: 32, 128: 16 }

/** How many cells a sheet has at most; as many columns as rows. */
export const sheetCapacity = (cellPx: SheetCellPx): number => columnsOf[cellPx] ** 2

/** So many numbers fill whole sheets of every cell size. */
export const blockSize = sheetCapacity(32)

/** Which sheet of its cell size holds a number. */
export const sheetOf = (cellPx: SheetCellPx, number: number): number =>
  Math.floor(number / sheetCapacity(cellPx))

interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

/** The upper left corner of a number's cell in its sheet. */
export function cellCorner(cellPx: SheetCellPx, number: number): { readonly x: number; readonly y: number } {
  const index = number % sheetCapacity(cellPx)
  const columns = columnsOf[cellPx]
  return { x: (index % columns) * cellPx, y: Math.floor(index / columns) * cellPx }
}

/** How large a sheet is whose last cell is that of a number. */
export function sheetSize(cellPx: SheetCellPx, lastNumber: number): Size {
  return { widthPx: columnsOf[cellPx] * cellPx, heightPx: cellCorner(cellPx, lastNumber).y + cellPx }
}

/** How large a picture is in a cell. */
export function sizeInCell(cellPx: SheetCellPx, { widthPx, heightPx }: Size): Size {
  const scale = Math.min(1, cellPx / Math.max(widthPx, heightPx))
  return {
    widthPx: Math.max(1, Math.round(widthPx * scale)),
    heightPx: Math.max(1, Math.round(heightPx * scale)),
  }
}

/** Where a piece's small picture lies: in a packed sheet, from which one request brings 256 of them. */
import type { PieceId, Sha256 } from '#core/contract/ids.ts'
import type { Sheets } from '#core/contract/sheets.ts'
import { cellCorner, sheetOf, sheetSize, sizeInCell } from '#core/picture/sheet.ts'

const cellPx = 128

export interface Cell {
  readonly sha256: Sha256
  readonly number: number
}

export function cellsOf({ sheets, pieces }: Sheets): ReadonlyMap<PieceId, Cell> {
  const byNumber = new Map(
    sheets.filter((sheet) => sheet.cellPx === cellPx).map(({ number, sha256 }) => [number, sha256]),
  )
  return new Map(
    pieces.flatMap((id, number) => {
      const sha256 = byNumber.get(sheetOf(cellPx, number))
      return id === null || sha256 === undefined ? [] : [[id, { sha256, number }]]
    }),
  )
}

/** Fewer than these of one sheet in sight, and they are fetched one by one. */
const sheetPaysFrom = 4

/** The sheets that are worth their bytes for what is in sight. */
export function payingSheets(inSight: readonly (Cell | undefined)[]): ReadonlySet<Sha256> {
  const counts = new Map<Sha256, number>()
  for (const cell of inSight) if (cell) counts.set(cell.sha256, (counts.get(cell.sha256) ?? 0) + 1)
  return new Set([...counts].filter(([, count]) => count >= sheetPaysFrom).map(([sha256]) => sha256))
}

interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

/** How large a piece is shown in a box of so many pixels. Never larger than its picture. */
export function shownSize(boxPx: number, { widthPx, heightPx }: Size): Size {
  const inCell = sizeInCell(cellPx, { widthPx, heightPx })
  const scale = Math.min(1, boxPx / Math.max(inCell.widthPx, inCell.heightPx))
  return { widthPx: inCell.widthPx * scale, heightPx: inCell.heightPx * scale }
}

/** The cut of a sheet that shows a cell in a box, as CSS has it. */
export function cutOf(
  { number }: Cell,
  boxPx: number,
  size: Size,
): { readonly size: string; readonly position: string } {
  const inCell = sizeInCell(cellPx, size)
  const scale = Math.min(1, boxPx / Math.max(inCell.widthPx, inCell.heightPx))
  const { x, y } = cellCorner(cellPx, number)
  return {
    size: `${sheetSize(cellPx, number).widthPx * scale}px auto`,
    position: `${-x * scale}px ${-y * scale}px`,
  }
}

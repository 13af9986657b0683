/**
 * The work cut into square tiles, on levels of which each is twice as large as the one below. Pure geometry. On level 0
 * the whole work fits the stage, a device pixel for a pixel; so it is seen most, and is there in few tiles:
 *
 *     level 0        level 1             Columns and rows are counted from the work's upper left corner;
 *     ┌───┬───┐      ┌─┬─┬─┬─┐           what lies left of it or above is in tiles below zero.
 *     │0/0│1/0│      ├─┼─┼─┼─┤           A tile of level 0 covers as much as four of level 1.
 *     ├───┼───┤      ├─┼─┼─┼─┤
 *     └───┴───┘      └─┴─┴─┴─┘
 */
import type { Rect } from './camera.ts'

/** A side of a tile in device pixels: small enough that even one with a thousand pieces is painted within a frame. */
export const tilePx = 256
export const tileBytes = tilePx * tilePx * 4

export interface TilePlace {
  readonly level: number
  readonly column: number
  readonly row: number
}

/** So much larger than its tiles may the work be seen before the next level is due; where pixels are fine, a bit more. */
const blurMax = (devicePixelRatio: number): number => (devicePixelRatio < 1.5 ? 1.1 : Math.SQRT2)
const highestLevel = 12

/** The level whose tiles have enough pixels. Both are device pixels for a millimetre; `basePxPerMm` is that of level 0. */
export function levelFor(pxPerMm: number, basePxPerMm: number, devicePixelRatio: number): number {
  const level = Math.ceil(Math.log2(pxPerMm / basePxPerMm / blurMax(devicePixelRatio)))
  return Math.min(Math.max(level, 0), highestLevel)
}

export const pxPerMmAt = (level: number, basePxPerMm: number): number => basePxPerMm * 2 ** level

export const keyOf = ({ level, column, row }: TilePlace): string => `${level}/${column}/${row}`

/** The part of the work that a tile shows. */
export function tileRect({ level, column, row }: TilePlace, basePxPerMm: number): Rect {
  const sideMm = tilePx / pxPerMmAt(level, basePxPerMm)
  return {
    minX: column * sideMm,
    minY: row * sideMm,
    maxX: (column + 1) * sideMm,
    maxY: (row + 1) * sideMm,
  }
}

/** The tiles of a level that show something of a part of the work, those in its middle first. */
export function tilesIn(rect: Rect, level: number, basePxPerMm: number): TilePlace[] {
  const sideMm = tilePx / pxPerMmAt(level, basePxPerMm)
  const [fromColumn, toColumn] = [Math.floor(rect.minX / sideMm), Math.ceil(rect.maxX / sideMm) - 1]
  const [fromRow, toRow] = [Math.floor(rect.minY / sideMm), Math.ceil(rect.maxY / sideMm) - 1]
  const places: TilePlace[] = []
  for (let row = fromRow; row <= toRow; row++)
    for (let column = fromColumn; column <= toColumn; column++) places.push({ level, column, row })
  const apart = ({ column, row }: TilePlace) =>
    (column - (fromColumn + toColumn) / 2) ** 2 + (row - (fromRow + toRow) / 2) ** 2
  return places.sort((one, other) => apart(one) - apart(other))
}

/** The tile so many levels below that shows the same, and more. */
export function ancestor({ level, column, row }: TilePlace, levels: number): TilePlace {
  return {
    level: level - levels,
    column: Math.floor(column / 2 ** levels),
    row: Math.floor(row / 2 ** levels),
  }
}

/** The four of the next level that show the same. */
export function children({ level, column, row }: TilePlace): TilePlace[] {
  return [0, 1].flatMap((down) =>
    [0, 1].map((right) => ({ level: level + 1, column: column * 2 + right, row: row * 2 + down })),
  )
}

export const touches = (a: Rect, b: Rect): boolean =>
  a.minX < b.maxX && b.minX < a.maxX && a.minY < b.maxY && b.minY < a.maxY

export const covers = (outer: Rect, inner: Rect): boolean =>
  outer.minX <= inner.minX && outer.minY <= inner.minY && outer.maxX >= inner.maxX && outer.maxY >= inner.maxY

export const around = (a: Rect, b: Rect): Rect => ({
  minX: Math.min(a.minX, b.minX),
  minY: Math.min(a.minY, b.minY),
  maxX: Math.max(a.maxX, b.maxX),
  maxY: Math.max(a.maxY, b.maxY),
})

/** What lies in both; they touch. */
export const common = (a: Rect, b: Rect): Rect => ({
  minX: Math.max(a.minX, b.minX),
  minY: Math.max(a.minY, b.minY),
  maxX: Math.min(a.maxX, b.maxX),
  maxY: Math.min(a.maxY, b.maxY),
})

export const grown = ({ minX, minY, maxX, maxY }: Rect, byMm: number): Rect => ({
  minX: minX - byMm,
  minY: minY - byMm,
  maxX: maxX + byMm,
  maxY: maxY + byMm,
})

/**
 * The pyramid of a published work: pure geometry. The full picture is cut into tiles of 512 px; each level above is
 * half as large, rounded up, until one tile holds it all. Level 0 is that single tile, the last level is full size.
 *
 *     level 0   ┌─┐          level 1   ┌─┬─┐        level 2   ┌─┬─┬─┬┐
 *               └─┘                    ├─┼─┤                  ├─┼─┼─┼┤
 *               ≤ 512 px               └─┴─┘                  └─┴─┴─┴┘ tiles at the right and lower edge are smaller
 */
import type { ArtworkSize } from '../contract/artworks.ts'
import type { Box } from '../contract/geometry.ts'

export const tileSizePx = 512

export interface Level {
  readonly widthPx: number
  readonly heightPx: number
  readonly columns: number
  readonly rows: number
}

export interface TileAddress {
  readonly column: number
  readonly row: number
}

/** In pixels of its level. */
export interface TileRect {
  readonly xPx: number
  readonly yPx: number
  readonly widthPx: number
  readonly heightPx: number
}

/** All levels, smallest first. */
export function pyramidLevels(widthPx: number, heightPx: number): readonly Level[] {
  const levels: Level[] = []
  let width = widthPx
  let height = heightPx
  for (;;) {
    const columns = Math.ceil(width / tileSizePx)
    const rows = Math.ceil(height / tileSizePx)
    levels.unshift({ widthPx: width, heightPx: height, columns, rows })
    if (columns * rows === 1) return levels
    width = Math.ceil(width / 2)
    height = Math.ceil(height / 2)
  }
}

export function tileRect(level: Level, { column, row }: TileAddress): TileRect {
  const xPx = column * tileSizePx
  const yPx = row * tileSizePx
  return {
    xPx,
    yPx,
    widthPx: Math.min(tileSizePx, level.widthPx - xPx),
    heightPx: Math.min(tileSizePx, level.heightPx - yPx),
  }
}

/** Every tile of a level, row by row. */
export function* tilesOf(level: Level): Generator<TileAddress> {
  for (let row = 0; row < level.rows; row++) {
    for (let column = 0; column < level.columns; column++) yield { column, row }
  }
}

/** The four of the next larger level that a tile is made of, row by row; null where the work ends. */
export type Four<T> = readonly [T | null, T | null, T | null, T | null]

export function childrenOf(below: Level, { column, row }: TileAddress): Four<TileAddress> {
  const child = (dx: number, dy: number): TileAddress | null => {
    const address = { column: column * 2 + dx, row: row * 2 + dy }
    return address.column < below.columns && address.row < below.rows ? address : null
  }
  return [child(0, 0), child(1, 0), child(0, 1), child(1, 1)]
}

/**
 * Where a box lies in the full picture: the corner that was its upper left before it was turned, and the two sides
 * that begin there, in pixels.
 *
 *     (x, y) ── u ──▶
 *        │
 *        v     A box that is not turned gets whole pixels, so that neighbours meet without a line between them.
 *        ▼     All is rounded to hundredths: what cannot be seen does not make a new tile.
 */
export interface Parallelogram {
  readonly x: number
  readonly y: number
  readonly ux: number
  readonly uy: number
  readonly vx: number
  readonly vy: number
}

export function boxInPixels(box: Box, size: ArtworkSize): Parallelogram {
  const perMmX = size.widthPx / size.widthMm
  const perMmY = size.heightPx / size.heightMm
  if (box.rotationDeg % 360 === 0) {
    const left = Math.round((box.xMm - box.widthMm / 2) * perMmX)
    const top = Math.round((box.yMm - box.heightMm / 2) * perMmY)
    const right = Math.max(left + 1, Math.round((box.xMm + box.widthMm / 2) * perMmX))
    const bottom = Math.max(top + 1, Math.round((box.yMm + box.heightMm / 2) * perMmY))
    return { x: left, y: top, ux: right - left, uy: 0, vx: 0, vy: bottom - top }
  }
  const angle = (box.rotationDeg * Math.PI) / 180
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const [halfWidth, halfHeight] = [box.widthMm / 2, box.heightMm / 2]
  return {
    x: hundredths((box.xMm - halfWidth * cos + halfHeight * sin) * perMmX),
    y: hundredths((box.yMm - halfWidth * sin - halfHeight * cos) * perMmY),
    ux: hundredths(box.widthMm * cos * perMmX),
    uy: hundredths(box.widthMm * sin * perMmY),
    vx: hundredths(-box.heightMm * sin * perMmX),
    vy: hundredths(box.heightMm * cos * perMmY),
  }
}

/** −0 becomes 0, so that both are written alike. */
function hundredths(value: number): number {
  return Math.round(value * 100) / 100 + 0
}

/** The four corners, going round. */
export function cornersOf({ x, y, ux, uy, vx, vy }: Parallelogram): readonly (readonly [number, number])[] {
  return [
    [x, y],
    [x + ux, y + uy],
    [x + ux + vx, y + uy + vy],
    [x + vx, y + vy],
  ]
}

/** The tiles of a level that a parallelogram touches: those of its bounding rectangle that it does not pass by. */
export function* tilesTouched(place: Parallelogram, level: Level): Generator<TileAddress> {
  const corners = cornersOf(place)
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  // Half a pixel around: the edge of a turned piece is smoothed that far out.
  const from = { column: tileAt(Math.min(...xs) - 0.5), row: tileAt(Math.min(...ys) - 0.5) }
  const to = { column: tileAt(Math.max(...xs) + 0.5, 1), row: tileAt(Math.max(...ys) + 0.5, 1) }
  for (let row = Math.max(0, from.row); row <= Math.min(level.rows - 1, to.row); row++) {
    for (let column = Math.max(0, from.column); column <= Math.min(level.columns - 1, to.column); column++) {
      if (overlaps(place, tileRect(level, { column, row }))) yield { column, row }
    }
  }
}

/** The tile in which a coordinate lies; `end` for one that is the end of a stretch, which does not reach the next. */
function tileAt(coordinate: number, end: 0 | 1 = 0): number {
  return end === 0 ? Math.floor(coordinate / tileSizePx) : Math.ceil(coordinate / tileSizePx) - 1
}

/**
 * Whether any pixel of a tile can be coloured by a parallelogram: no side of it has the whole tile beyond it
 * (separating axis theorem; the tile's own axes were tested by its column and row).
 */
function overlaps({ x, y, ux, uy, vx, vy }: Parallelogram, tile: TileRect): boolean {
  const axis = (nx: number, ny: number, extent: number) => {
    const length = Math.hypot(nx, ny)
    if (length === 0) return true
    const along = [
      [tile.xPx, tile.yPx],
      [tile.xPx + tile.widthPx, tile.yPx],
      [tile.xPx, tile.yPx + tile.heightPx],
      [tile.xPx + tile.widthPx, tile.yPx + tile.heightPx],
    ].map(([px = 0, py = 0]) => ((px - x) * nx + (py - y) * ny) / length)
    const low = Math.min(0, extent / length) - 0.5
    const high = Math.max(0, extent / length) + 0.5
    return Math.max(...along) > low && Math.min(...along) < high
  }
  const area = ux * vy - uy * vx
  return axis(-uy, ux, area) && axis(vy, -vx, area)
}

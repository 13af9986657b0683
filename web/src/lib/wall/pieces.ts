/** Where pieces stand, as a visitor's finger and eye meet them. Millimetres on the artwork, as in `Box`. */
import type { Box } from '#core/contract/geometry.ts'

export interface PointMm {
  readonly xMm: number
  readonly yMm: number
}

/** What is needed of a piece to find it. */
export interface Standing {
  readonly box: Box
  readonly layer: number
}

const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Turns `point` clockwise about `middle`; y grows downwards. */
function turn(point: PointMm, middle: PointMm, degrees: number): PointMm {
  const [sin, cos] = [Math.sin(radians(degrees)), Math.cos(radians(degrees))]
  const [x, y] = [point.xMm - middle.xMm, point.yMm - middle.yMm]
  return { xMm: middle.xMm + x * cos - y * sin, yMm: middle.yMm + x * sin + y * cos }
}

/** The box's four corners, clockwise from what was its upper left one before it was turned. */
export function corners(box: Box): readonly [PointMm, PointMm, PointMm, PointMm] {
  const [halfWidth, halfHeight] = [box.widthMm / 2, box.heightMm / 2]
  const corner = (x: number, y: number) => turn({ xMm: box.xMm + x, yMm: box.yMm + y }, box, box.rotationDeg)
  return [
    corner(-halfWidth, -halfHeight),
    corner(halfWidth, -halfHeight),
    corner(halfWidth, halfHeight),
    corner(-halfWidth, halfHeight),
  ]
}

/** The smallest upright box around a turned one. */
export function upright(box: Box): Box {
  const xs = corners(box).map((corner) => corner.xMm)
  const ys = corners(box).map((corner) => corner.yMm)
  return {
    xMm: box.xMm,
    yMm: box.yMm,
    widthMm: Math.max(...xs) - Math.min(...xs),
    heightMm: Math.max(...ys) - Math.min(...ys),
    rotationDeg: 0,
  }
}

/** Whether the point lies in the turned box: the point is turned back instead, so that the box is upright. */
export function contains(box: Box, point: PointMm): boolean {
  const straight = turn(point, box, -box.rotationDeg)
  return (
    Math.abs(straight.xMm - box.xMm) <= box.widthMm / 2 &&
    Math.abs(straight.yMm - box.yMm) <= box.heightMm / 2
  )
}

/** The piece that is seen at a point: the one on the highest layer, and of those the one that lies last. */
export function pieceAt<Piece extends Standing>(pieces: readonly Piece[], point: PointMm): Piece | null {
  let found: Piece | null = null
  for (const piece of pieces)
    if ((!found || piece.layer >= found.layer) && contains(piece.box, point)) found = piece
  return found
}

/**
 * The pieces as one reads a page: rows from the top, each from the left. A piece belongs to a row while its middle
 * is above the lower edge of the row's first piece's middle half, so that a loose hang still has rows.
 *
 *     ┌───┐ ┌──┐ ┌───┐      1 2 3
 *     │ 1 │ │ 2│ │ 3 │
 *     └───┘ └──┘ │   │
 *      ┌────┐    └───┘      4
 *      │ 4  │
 */
export function inReadingOrder<Piece extends Standing>(pieces: readonly Piece[]): readonly Piece[] {
  const fromTop = pieces.toSorted((a, b) => a.box.yMm - b.box.yMm)
  const rows: { readonly untilMm: number; readonly pieces: Piece[] }[] = []
  for (const piece of fromTop) {
    const row = rows.at(-1)
    if (row && piece.box.yMm <= row.untilMm) row.pieces.push(piece)
    else rows.push({ untilMm: piece.box.yMm + piece.box.heightMm / 4, pieces: [piece] })
  }
  return rows.flatMap((row) => row.pieces.toSorted((a, b) => a.box.xMm - b.box.xMm))
}

/**
 * Four corners in a picture, and which four can be the corners of a sheet of paper. Places are shares of the picture's
 * width and height, 0 … 1 from the upper left.
 */

export type Point = readonly [x: number, y: number]

/** Clockwise as seen, from the upper left of what is in the picture. */
export type Quad = readonly [upperLeft: Point, upperRight: Point, lowerRight: Point, lowerLeft: Point]

/** Quarter turns clockwise, in degrees. */
export const turns = [0, 90, 180, 270] as const
export type Turn = (typeof turns)[number]

/** A sheet smaller than this would be enlarged to nothing but grain. */
export const quadMinArea = 0.02
/** The shortest side, as a share of the picture. */
export const quadMinSide = 0.05
/** How far a corner bends at least: the sine of about 12°. Flatter, it is a triangle. */
const minBend = 0.2

/** Twice the area of the triangle, positive when it is walked clockwise on a screen (y grows downwards). */
const cross = (a: Point, b: Point, c: Point): number =>
  (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])

const distance = (a: Point, b: Point): number => Math.hypot(b[0] - a[0], b[1] - a[1])

export function quadArea([a, b, c, d]: Quad): number {
  return (cross(a, b, c) + cross(a, c, d)) / 2
}

/** Convex, walked clockwise, and large enough: neither crossed, nor mirrored, nor folded into a line. */
export function isSheet(quad: Quad): boolean {
  const [a, b, c, d] = quad
  const corners = [
    [d, a, b],
    [a, b, c],
    [b, c, d],
    [c, d, a],
  ] as const
  const bends = corners.every(([before, at, after]) => {
    const sides = distance(before, at) * distance(at, after)
    return sides >= quadMinSide * quadMinSide && cross(before, at, after) > minBend * sides
  })
  const sides = [distance(a, b), distance(b, c), distance(c, d), distance(d, a)]
  return bends && Math.min(...sides) >= quadMinSide && quadArea(quad) >= quadMinArea
}

/** Where a place of the picture is once the picture has been turned. */
export function turnPoint([x, y]: Point, turn: Turn): Point {
  switch (turn) {
    case 0:
      return [x, y]
    case 90:
      return [1 - y, x]
    case 180:
      return [1 - x, 1 - y]
    case 270:
      return [y, 1 - x]
  }
}

const turnBy = (turn: Turn, quarters: number): Turn => turns[(turn / 90 + quarters) & 3] ?? 0

/** A quarter further, clockwise. */
export const turnedOnce = (turn: Turn): Turn => turnBy(turn, 1)

/** The turn that takes another one back. */
export const turnBack = (turn: Turn): Turn => turnBy(0, 4 - turn / 90)

/** The same four places in the turned picture, again from its own upper left. */
export function turnQuad([a, b, c, d]: Quad, turn: Turn): Quad {
  const at = (point: Point) => turnPoint(point, turn)
  switch (turn) {
    case 0:
      return [a, b, c, d]
    case 90:
      return [at(d), at(a), at(b), at(c)]
    case 180:
      return [at(c), at(d), at(a), at(b)]
    case 270:
      return [at(b), at(c), at(d), at(a)]
  }
}

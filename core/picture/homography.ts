/**
 * How a flat sheet looks from the side: the projective mapping between two planes, as nine numbers row by row.
 *
 *     (0,0)────(1,0)          ╱‾‾‾‾‾╲
 *       │        │    ──▶    ╱       ╲
 *     (0,1)────(1,1)        ╱_________╲
 *
 * Closed form after Paul Heckbert, "Fundamentals of Texture Mapping and Image Warping" (1989), section 2.2.3.
 */
import type { Point, Quad, Turn } from './quad.ts'

export type Homography = readonly [
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
  i: number,
]

/** Maps the unit square to a convex quad. */
export function squareToQuad([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Quad): Homography {
  const sumX = x0 - x1 + x2 - x3
  const sumY = y0 - y1 + y2 - y3
  const dx1 = x1 - x2
  const dy1 = y1 - y2
  const dx2 = x3 - x2
  const dy2 = y3 - y2
  const determinant = dx1 * dy2 - dx2 * dy1
  const g = (sumX * dy2 - dx2 * sumY) / determinant
  const h = (dx1 * sumY - sumX * dy1) / determinant
  return [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1]
}

/** The mapping back, but for a factor that changes nothing. */
export function inverted([a, b, c, d, e, f, g, h, i]: Homography): Homography {
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ]
}

/** First `first`, then `second`: the product of both. */
export function followedBy(first: Homography, second: Homography): Homography {
  const [a, b, c, d, e, f, g, h, i] = first
  const [p, q, r, s, t, u, v, w, x] = second
  return [
    p * a + q * d + r * g,
    p * b + q * e + r * h,
    p * c + q * f + r * i,
    s * a + t * d + u * g,
    s * b + t * e + u * h,
    s * c + t * f + u * i,
    v * a + w * d + x * g,
    v * b + w * e + x * h,
    v * c + w * f + x * i,
  ]
}

export const scaled = (x: number, y: number): Homography => [x, 0, 0, 0, y, 0, 0, 0, 1]

/** Turns the unit square within itself. */
export function turned(turn: Turn): Homography {
  switch (turn) {
    case 0:
      return [1, 0, 0, 0, 1, 0, 0, 0, 1]
    case 90:
      return [0, -1, 1, 1, 0, 0, 0, 0, 1]
    case 180:
      return [-1, 0, 1, 0, -1, 1, 0, 0, 1]
    case 270:
      return [0, 1, 0, -1, 0, 1, 0, 0, 1]
  }
}

export function mapPoint([a, b, c, d, e, f, g, h, i]: Homography, [x, y]: Point): Point {
  const w = g * x + h * y + i
  return [(a * x + b * y + c) / w, (d * x + e * y + f) / w]
}

/** As CSS writes it, `transform-origin: 0 0`: what has no thickness has no third row and column. */
export function cssMatrix([a, b, c, d, e, f, g, h, i]: Homography): string {
  const columns = [a, d, 0, g, b, e, 0, h, 0, 0, 1, 0, c, f, 0, i].map((cell) => cell / i)
  // The third row is not scaled with the others.
  columns[10] = 1
  return `matrix3d(${columns.map((cell) => cell.toFixed(9)).join(',')})`
}

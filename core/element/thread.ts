/** A thread: a soft line through points, with a knot at each, as the thread through the maker's steps has. */
import type { Box } from '../contract/geometry.ts'

export interface ThreadPoint {
  readonly x: number
  readonly y: number
}

/** Of the line's width. */
const knotRadius = 1.6

/**
 * The line as SVG path data: Catmull–Rom through all points, as cubic Béziers (E. Catmull, R. Rom, "A class of local
 * interpolating splines", 1974; tension ½). It passes through every point and begins and ends in the outer ones.
 */
export function threadLine(points: readonly ThreadPoint[]): string {
  const at = (index: number): ThreadPoint =>
    points[Math.min(Math.max(index, 0), points.length - 1)] ?? { x: 0, y: 0 }
  const start = `M${number(at(0).x)} ${number(at(0).y)}`
  const curves = points.slice(1).map((end, index) => {
    const [before, begin, after] = [at(index - 1), at(index), at(index + 2)]
    const first = { x: begin.x + (end.x - before.x) / 6, y: begin.y + (end.y - before.y) / 6 }
    const second = { x: end.x - (after.x - begin.x) / 6, y: end.y - (after.y - begin.y) / 6 }
    return `C${[first, second, end].map(({ x, y }) => `${number(x)} ${number(y)}`).join(' ')}`
  })
  return start + curves.join('')
}

/** The knots as SVG path data: a disc about each point. */
export function threadKnots(points: readonly ThreadPoint[], lineWidth: number): string {
  const r = number(lineWidth * knotRadius)
  return points
    .map(({ x, y }) => {
      const left = number(x - lineWidth * knotRadius)
      const right = number(x + lineWidth * knotRadius)
      return `M${left} ${number(y)}A${r} ${r} 0 1 1 ${right} ${number(y)}A${r} ${r} 0 1 1 ${left} ${number(y)}Z`
    })
    .join('')
}

/**
 * The box around a thread through these points of the work (millimetres), with room for knots and for the bends
 * between them, and the points as parts of that box.
 */
export function threadBox(
  points: readonly ThreadPoint[],
  widthMm: number,
): { readonly box: Box; readonly points: readonly ThreadPoint[] } {
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const span = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys))
  // A Catmull–Rom bend leaves the hull of its points by at most an eighth of the longest step.
  const margin = widthMm * knotRadius + span / 8
  const left = Math.min(...xs) - margin
  const top = Math.min(...ys) - margin
  const boxWidthMm = Math.max(...xs) + margin - left
  const boxHeightMm = Math.max(...ys) + margin - top
  return {
    box: {
      xMm: left + boxWidthMm / 2,
      yMm: top + boxHeightMm / 2,
      widthMm: boxWidthMm,
      heightMm: boxHeightMm,
      rotationDeg: 0,
    },
    points: points.map(({ x, y }) => ({ x: (x - left) / boxWidthMm, y: (y - top) / boxHeightMm })),
  }
}

/** Thousandths are finer than any pixel, and equal drawings are said equally. */
const number = (value: number): number => Math.round(value * 1000) / 1000 + 0

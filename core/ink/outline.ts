/** Ink: turns a stroke, which is where the hand was, into the outline of the line that it left. */
import { getStroke } from 'perfect-freehand'
import type { Stroke } from './drawing.ts'

type Point = Stroke['points'][number]

/** Some of a stroke's points, the second bound not among them, while the stroke still grows. */
export interface Part {
  readonly from: number
  readonly to: number
}

/** What an outline can be drawn with, a canvas or a `Path2D`; where it is filled it is closed. */
export interface Pen {
  moveTo(x: number, y: number): void
  quadraticCurveTo(cornerX: number, cornerY: number, x: number, y: number): void
  arc(x: number, y: number, radius: number, startAngle: number, endAngle: number): void
}

/**
 * The outline of one stroke as SVG path data in paper units, to be filled with the stroke's colour (rule: nonzero).
 * The same in browser and server: pure arithmetic, rounded to hundredths of a unit.
 */
export function strokePath(stroke: Stroke): string {
  let path = ''
  traceStroke(stroke, {
    moveTo: (...to) => (path += 'M' + said(to)),
    quadraticCurveTo: (...to) => (path += 'Q' + said(to)),
    arc(_x, _y, radius) {
      for (const way of [2 * radius, -2 * radius])
        path += `a${said([radius, radius])} 0 1 0 ${said([way, 0])}`
    },
  })
  return path && path + 'Z'
}

/**
 * Draws the outline of a stroke, or of a part of it, in paper units. A part lies where it lies in the whole and is as wide, but
 * for its first few points: let it begin before what is missing.
 */
export function traceStroke(
  stroke: Stroke,
  pen: Pen,
  part: Part = { from: 0, to: stroke.points.length },
): void {
  const line = stroke.points.slice(part.from, part.to)
  const [first] = line
  if (!first) return
  const [x, y] = first
  if (line.some((point) => point[0] !== x || point[1] !== y)) traceClosed(outlineOf(stroke, part), pen)
  else {
    // A tap leaves a round dot, as wide as the pen.
    const radius = stroke.widthUnits / 2
    pen.moveTo(x - radius, y)
    pen.arc(x, y, radius, -Math.PI, Math.PI)
  }
}

/** A polygon around the line. */
const outlineOf = (stroke: Stroke, part: Part): number[][] =>
  getStroke(pointsOf(stroke, part), {
    size: stroke.widthUnits,
    thinning: stroke.calm ? 0.15 : 0.35,
    smoothing: stroke.calm ? 0.8 : 0.5,
    streamline: stroke.calm ? 0.6 : 0.4,
    simulatePressure: false,
    last: true,
  })

/** Where the line runs, and how hard it is pressed. */
function pointsOf(stroke: Stroke, { from, to }: Part): number[][] {
  const pressures = pressuresOf(stroke)
  // What lies beside the part moves it, too.
  const reach = stroke.calm ? calmPasses : 0
  const before = Math.max(0, from - reach)
  return calmed(stroke.points.slice(before, to + reach), reach)
    .slice(from - before, to - before)
    .map(([x, y], at) => [x, y, pressures[from + at] ?? usualPressure])
}

/** What is told where a device tells of none. */
const usualPressure = 0.5
/** So many widths of the pen, and a line has all but forgotten how fast it was before. */
const memoryWidths = 4

/**
 * A finger and a mouse tell no pressure: then speed stands in for it, so that the line still lives: a slow hand presses, a fast one
 * hardly does. What comes later changes nothing of what was before, so a growing line keeps its shape.
 */
function pressuresOf({ points, widthUnits }: Stroke): number[] {
  const isTold = points.some(([, , told]) => told !== usualPressure)
  let pressure = usualPressure
  return points.map(([x, y, told], at) => {
    const last = points[at - 1] ?? [x, y]
    const moved = Math.min(1, Math.hypot(x - last[0], y - last[1]) / widthUnits)
    pressure += ((1 - moved - pressure) * moved) / memoryWidths
    return isTold ? told : pressure
  })
}

/** Each reaches one point further. */
const calmPasses = 12

/**
 * Takes the shaking out: a binomial filter (1 2 1)/4, run often enough that a tremor of 4–12 Hz, seen at the 60
 * points a second of a pointer, is all but gone. Both ends stay where they were put.
 */
function calmed(points: readonly Point[], passes: number): readonly Point[] {
  let line = points
  for (let pass = 0; pass < passes; pass++)
    line = line.map((point, at, before): Point => {
      const last = before[at - 1]
      const next = before[at + 1]
      return last && next
        ? [(last[0] + 2 * point[0] + next[0]) / 4, (last[1] + 2 * point[1] + next[1]) / 4, point[2]]
        : point
    })
  return line
}

/**
 * A closed curve through the middles of the polygon's edges, its corners as control points of quadratic Béziers: smooth
 * everywhere, and never further out than the polygon itself.
 */
function traceClosed(polygon: readonly (readonly number[])[], pen: Pen): void {
  const corner = (at: number) => polygon[(at + polygon.length) % polygon.length] ?? []
  for (let at = -1; at < polygon.length; at++) {
    const [x = 0, y = 0] = corner(at)
    const [nextX = 0, nextY = 0] = corner(at + 1)
    const middleX = (x + nextX) / 2
    const middleY = (y + nextY) / 2
    if (at < 0) pen.moveTo(middleX, middleY)
    else pen.quadraticCurveTo(x, y, middleX, middleY)
  }
}

/** In hundredths of a unit: finer than a pixel on any wall, coarse enough to come out alike on every machine. */
const said = (units: readonly number[]): string => units.map((value) => Number(value.toFixed(2))).join(' ')

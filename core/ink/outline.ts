/** Ink: turns a stroke, which is where the hand was, into the outline of the line that it left. */
import { getStroke } from 'perfect-freehand'
import type { Stroke } from './drawing.ts'

type Point = Stroke['points'][number]

/**
 * The outline of one stroke as SVG path data in paper units, to be filled with the stroke's colour (rule: nonzero).
 * The same in browser and server: pure arithmetic, rounded to hundredths of a unit. Draw it while the hand moves
 * (it then ends where the hand is) and at any size afterwards.
 */
export function strokePath(stroke: Stroke): string {
  const points = stroke.calm ? calmed(stroke.points) : stroke.points
  const first = points[0]
  if (first === undefined) return ''
  if (points.every(([x, y]) => x === first[0] && y === first[1])) return dot(first, stroke.widthUnits)
  // A finger and a mouse tell no pressure: then speed stands in for it, so that the line still lives.
  const pressureTold = points.some(([, , pressure]) => pressure !== 0.5)
  const outline = getStroke(
    points.map(([x, y, pressure]) => [x, y, pressure]),
    {
      size: stroke.widthUnits,
      thinning: stroke.calm ? 0.15 : 0.35,
      smoothing: stroke.calm ? 0.8 : 0.5,
      streamline: stroke.calm ? 0.6 : 0.4,
      simulatePressure: !pressureTold,
      last: true,
    },
  )
  return smoothClosedPath(outline)
}

/** A tap leaves a round dot, as wide as the pen. */
function dot([x, y]: Point, width: number): string {
  const r = round(width / 2)
  const arc = `a${r} ${r} 0 1 0`
  return `M${round(x - r)} ${round(y)}${arc} ${round(2 * r)} 0${arc} ${round(-2 * r)} 0Z`
}

/**
 * Takes the shaking out: a binomial filter (1 2 1)/4, run often enough that a tremor of 4–12 Hz, seen at the 60
 * points a second of a pointer, is all but gone. Both ends stay where they were put.
 */
function calmed(points: readonly Point[]): readonly Point[] {
  let line = points
  for (let pass = 0; pass < 12; pass++) {
    const before = line
    line = before.map((point, i): Point => {
      const last = before[i - 1]
      const next = before[i + 1]
      if (last === undefined || next === undefined) return point
      return [(last[0] + 2 * point[0] + next[0]) / 4, (last[1] + 2 * point[1] + next[1]) / 4, point[2]]
    })
  }
  return line
}

/**
 * A closed curve through the middles of the polygon's edges, its corners as control points of quadratic Béziers:
 * smooth everywhere, and never further out than the polygon itself.
 */
function smoothClosedPath(polygon: readonly (readonly number[])[]): string {
  const corners = polygon.map(([x = 0, y = 0]) => ({ x, y }))
  const start = corners[0]
  const last = corners.at(-1)
  if (start === undefined || last === undefined) return ''
  let path = `M${round((last.x + start.x) / 2)} ${round((last.y + start.y) / 2)}`
  for (const [i, corner] of corners.entries()) {
    const next = corners[i + 1] ?? start
    path += `Q${round(corner.x)} ${round(corner.y)} ${round((corner.x + next.x) / 2)} ${round((corner.y + next.y) / 2)}`
  }
  return path + 'Z'
}

/** Hundredths of a unit: finer than a pixel on any wall, coarse enough to come out alike on every machine. */
function round(value: number): number {
  return Math.round(value * 100) / 100
}

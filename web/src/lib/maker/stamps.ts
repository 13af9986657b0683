/**
 * Forms to build with, for those who draw with keys, a switch or the eyes: each is an ordinary stroke, so a drawing
 * made of them is a drawing like any other. Lengths in paper units.
 */
import type { Stroke } from '#core/ink/drawing.ts'
import { paper } from './paper.ts'

export type Form = 'dot' | 'ring' | 'line'
export type Nudge = 'left' | 'right' | 'up' | 'down' | 'grow' | 'shrink' | 'turn'

type Point = Stroke['points'][number]

const middle = { x: paper.widthUnits / 2, y: paper.heightUnits / 2 }
const stepUnits = 40
const dotWidthUnits = 90
const widestUnits = 200
const ringCorners = 36

const at = (x: number, y: number): Point => [Math.round(x * 10) / 10, Math.round(y * 10) / 10, 0.5]

/** A form in the middle of the sheet. */
export function stamp(form: Form, colour: string, widthUnits: number): Stroke {
  switch (form) {
    case 'dot':
      return { colour, widthUnits: dotWidthUnits, calm: false, points: [at(middle.x, middle.y)] }
    case 'line':
      return {
        colour,
        widthUnits,
        calm: false,
        points: [at(middle.x - 120, middle.y), at(middle.x, middle.y), at(middle.x + 120, middle.y)],
      }
    case 'ring':
      return {
        colour,
        widthUnits,
        calm: false,
        points: Array.from({ length: ringCorners + 1 }, (_, i) => {
          const angle = (i / ringCorners) * 2 * Math.PI
          return at(middle.x + 110 * Math.cos(angle), middle.y + 110 * Math.sin(angle))
        }),
      }
  }
}

/** The same form, moved one step, grown, shrunk or turned about its own middle. It never leaves the sheet whole. */
export function nudge(stroke: Stroke, how: Nudge): Stroke {
  switch (how) {
    case 'left':
      return moved(stroke, -stepUnits, 0)
    case 'right':
      return moved(stroke, stepUnits, 0)
    case 'up':
      return moved(stroke, 0, -stepUnits)
    case 'down':
      return moved(stroke, 0, stepUnits)
    case 'grow':
      return scaled(stroke, 1.25)
    case 'shrink':
      return scaled(stroke, 0.8)
    case 'turn':
      return turned(stroke, Math.PI / 12)
  }
}

function centreOf({ points }: Stroke): { x: number; y: number } {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 }
}

function moved(stroke: Stroke, byX: number, byY: number): Stroke {
  const { x, y } = centreOf(stroke)
  const dx = clamp(x + byX, 0, paper.widthUnits) - x
  const dy = clamp(y + byY, 0, paper.heightUnits) - y
  return { ...stroke, points: stroke.points.map(([px, py]) => at(px + dx, py + dy)) }
}

function scaled(stroke: Stroke, by: number): Stroke {
  if (stroke.points.length === 1)
    return { ...stroke, widthUnits: clamp(Math.round(stroke.widthUnits * by), 10, widestUnits) }
  const { x, y } = centreOf(stroke)
  const points = stroke.points.map(([px, py]) => at(x + (px - x) * by, y + (py - y) * by))
  const reach = Math.max(...points.map(([px, py]) => Math.hypot(px - x, py - y)))
  return reach < 15 || reach > paper.widthUnits / 2 ? stroke : { ...stroke, points }
}

function turned(stroke: Stroke, byRadians: number): Stroke {
  const { x, y } = centreOf(stroke)
  const [cos, sin] = [Math.cos(byRadians), Math.sin(byRadians)]
  const points = stroke.points.map(([px, py]) =>
    at(x + (px - x) * cos - (py - y) * sin, y + (px - x) * sin + (py - y) * cos),
  )
  return { ...stroke, points }
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/**
 * Where a corner comes to rest while a piece is made larger or smaller. The opposite corner stays, the shape is kept, so the corner
 * runs along one line; it is drawn to where its own edges meet those of the neighbours:
 *
 *     opposite ┌───────┐
 *              │       │  ╲
 *              └───────◉───┼── ─ ─ a neighbour's edge
 *                       ╲  │
 */
import type { Point, Rect } from '../canvas/camera.ts'
import type { Guide, Surroundings } from './snap.ts'

interface SizeSnapped {
  readonly corner: Point
  readonly guide: Guide | null
}

interface Candidate {
  readonly corner: Point
  readonly offMm: number
  readonly guide: Guide
}

/** The corner as the hand holds it, drawn along its line from the opposite one. */
export function snapCorner(
  corner: Point,
  opposite: Point,
  { neighbours, frame, reachMm, gridMm }: Surroundings,
): SizeSnapped {
  const along = { x: corner.x - opposite.x, y: corner.y - opposite.y }
  const candidates: Candidate[] = []
  const consider = (axis: 'x' | 'y', atMm: number, of: Rect) => {
    const reach = along[axis]
    if (Math.abs(reach) < reachMm) return
    const part = (atMm - opposite[axis]) / reach
    if (part <= 0) return
    const drawn = { x: opposite.x + along.x * part, y: opposite.y + along.y * part }
    const offMm = Math.hypot(drawn.x - corner.x, drawn.y - corner.y)
    if (Math.abs(atMm - corner[axis]) > reachMm || offMm > reachMm * 2) return
    const [from, to] = axis === 'x' ? [of.minY, of.maxY] : [of.minX, of.maxX]
    const across = axis === 'x' ? drawn.y : drawn.x
    const guide = { axis, atMm, fromMm: Math.min(from, across), toMm: Math.max(to, across) }
    candidates.push({ corner: drawn, offMm, guide })
  }
  for (const one of [...neighbours, frame]) {
    for (const x of [one.minX, one.maxX]) consider('x', x, one)
    for (const y of [one.minY, one.maxY]) consider('y', y, one)
  }
  if (gridMm !== null) {
    consider('x', Math.round(corner.x / gridMm) * gridMm, frame)
    consider('y', Math.round(corner.y / gridMm) * gridMm, frame)
  }
  const nearest = candidates.reduce<Candidate | null>(
    (best, one) => (best && best.offMm <= one.offMm ? best : one),
    null,
  )
  return nearest ? { corner: nearest.corner, guide: nearest.guide } : { corner, guide: null }
}

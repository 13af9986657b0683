/** Whether a hand at a point means a thing: a thread only near its line, everything else by its box. */
import type { Placement } from '#core/contract/composition.ts'
import { contains } from './box.ts'
import type { Point } from './camera.ts'

/** Of the line's width, to each side: a thin thread can be caught. */
const threadReach = 2

export function isHit(placement: Placement, point: Point): boolean {
  if (!contains(placement, point)) return false
  const { element } = placement
  if (element?.kind !== 'thread') return true
  const { xMm, yMm, widthMm, heightMm, rotationDeg } = placement
  const turn = (-rotationDeg * Math.PI) / 180
  const [dx, dy] = [point.x - xMm, point.y - yMm]
  const at = {
    x: dx * Math.cos(turn) - dy * Math.sin(turn) + widthMm / 2,
    y: dx * Math.sin(turn) + dy * Math.cos(turn) + heightMm / 2,
  }
  const points = element.points.map(({ x, y }) => ({ x: x * widthMm, y: y * heightMm }))
  return points.some((end, index) => {
    const begin = points[index - 1]
    return begin !== undefined && distanceTo(at, begin, end) <= element.widthMm * threadReach
  })
}

/** From a point to the straight line between two others. */
function distanceTo(point: Point, begin: Point, end: Point): number {
  const [ax, ay] = [end.x - begin.x, end.y - begin.y]
  const lengthSquared = ax * ax + ay * ay
  const along = ((point.x - begin.x) * ax + (point.y - begin.y) * ay) / (lengthSquared || 1)
  const part = Math.min(1, Math.max(0, along))
  return Math.hypot(point.x - begin.x - part * ax, point.y - begin.y - part * ay)
}

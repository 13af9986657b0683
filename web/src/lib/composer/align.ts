/** Bringing pieces in line with one another, and at the same distance. Turned pieces count by the upright box around them. */
import type { Box } from '#core/contract/geometry.ts'
import { boundsOf } from './canvas/box.ts'
import type { Rect } from './canvas/camera.ts'

export type Edge = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom'

const by = (box: Box, xMm: number, yMm: number): Box => ({ ...box, xMm: box.xMm + xMm, yMm: box.yMm + yMm })

/** How far `box` must go so that its edge lies at the same edge of `around`. */
function stepTo(edge: Edge, box: Rect, around: Rect): readonly [xMm: number, yMm: number] {
  switch (edge) {
    case 'left':
      return [around.minX - box.minX, 0]
    case 'right':
      return [around.maxX - box.maxX, 0]
    case 'centre':
      return [(around.minX + around.maxX - box.minX - box.maxX) / 2, 0]
    case 'top':
      return [0, around.minY - box.minY]
    case 'bottom':
      return [0, around.maxY - box.maxY]
    case 'middle':
      return [0, (around.minY + around.maxY - box.minY - box.maxY) / 2]
  }
}

/** All boxes at one edge, or on one middle line, of what they take up together; a single one at that of the work. */
export function aligned<Id>(boxes: ReadonlyMap<Id, Box>, edge: Edge, frame: Rect): Map<Id, Box> {
  const around = boxes.size > 1 ? boundsOf(...boxes.values()) : frame
  return new Map([...boxes].map(([id, box]) => [id, by(box, ...stepTo(edge, boundsOf(box), around))]))
}

/**
 * The same gap between all of them, from left to right or from top to bottom; the outermost two stay. Where they take up more
 * than there is, the gaps are negative: each lies over its neighbour by the same.
 */
export function distributed<Id>(boxes: ReadonlyMap<Id, Box>, axis: 'x' | 'y'): Map<Id, Box> {
  const spans = [...boxes].map(([id, box]) => {
    const { minX, minY, maxX, maxY } = boundsOf(box)
    return axis === 'x' ? { id, box, min: minX, max: maxX } : { id, box, min: minY, max: maxY }
  })
  const row = spans.toSorted((a, b) => a.min + a.max - b.min - b.max)
  const [first, last] = [row[0], row.at(-1)]
  if (!first || !last || row.length < 3) return new Map(boxes)
  const taken = row.reduce((sum, { min, max }) => sum + max - min, 0)
  const gap = (last.max - first.min - taken) / (row.length - 1)
  let at = first.min
  return new Map(
    row.map(({ id, box, min, max }) => {
      const step = at - min
      at += max - min + gap
      return [id, axis === 'x' ? by(box, step, 0) : by(box, 0, step)]
    }),
  )
}

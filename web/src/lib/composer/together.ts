/** Several placements taken as one: moved, made larger and turned about the middle of what they cover together. */
import type { Box } from '#core/contract/geometry.ts'
import type { PlacementId } from '#core/contract/ids.ts'
import { boundsOf } from './canvas/box.ts'

type Boxes = ReadonlyMap<PlacementId, Box>

/** The upright rectangle around them. Millimetres; x and y are its middle, as they are of a single one. */
export interface Around {
  readonly xMm: number
  readonly yMm: number
  readonly widthMm: number
}

export function aroundOf(boxes: Boxes): Around {
  const { minX, minY, maxX, maxY } = boundsOf(...boxes.values())
  return { xMm: (minX + maxX) / 2, yMm: (minY + maxY) / 2, widthMm: maxX - minX }
}

const each = (boxes: Boxes, change: (box: Box) => Box): Map<PlacementId, Box> =>
  new Map(Array.from(boxes, ([id, box]) => [id, change(box)]))

export const movedTogether = (boxes: Boxes, byXMm: number, byYMm: number): Map<PlacementId, Box> =>
  each(boxes, (box) => ({ ...box, xMm: box.xMm + byXMm, yMm: box.yMm + byYMm }))

/** Everything grows by the same, also what lies between them. */
export function scaledTogether(boxes: Boxes, factor: number): Map<PlacementId, Box> {
  const { xMm, yMm } = aroundOf(boxes)
  return each(boxes, (box) => ({
    ...box,
    xMm: xMm + (box.xMm - xMm) * factor,
    yMm: yMm + (box.yMm - yMm) * factor,
    widthMm: box.widthMm * factor,
    heightMm: box.heightMm * factor,
  }))
}

/** Clockwise, as they lie on the wall. */
export function turnedTogether(boxes: Boxes, byDeg: number): Map<PlacementId, Box> {
  const { xMm, yMm } = aroundOf(boxes)
  const turn = (byDeg * Math.PI) / 180
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  return each(boxes, (box) => {
    const [x, y] = [box.xMm - xMm, box.yMm - yMm]
    return {
      ...box,
      xMm: xMm + x * cos - y * sin,
      yMm: yMm + x * sin + y * cos,
      rotationDeg: box.rotationDeg + byDeg,
    }
  })
}

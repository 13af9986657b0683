/** Turned boxes: what they cover, and what lies in them. */
import { widened } from '#core/composition/mount.ts'
import type { Box } from '#core/contract/geometry.ts'
import type { Mount } from '#core/contract/look.ts'
import type { Point, Rect } from './camera.ts'

/** The corners, clockwise from the upper left of the unturned box. */
export function cornersOf({ xMm, yMm, widthMm, heightMm, rotationDeg }: Box): Point[] {
  const turn = (rotationDeg * Math.PI) / 180
  const cos = Math.cos(turn)
  const sin = Math.sin(turn)
  return [
    { x: -widthMm / 2, y: -heightMm / 2 },
    { x: widthMm / 2, y: -heightMm / 2 },
    { x: widthMm / 2, y: heightMm / 2 },
    { x: -widthMm / 2, y: heightMm / 2 },
  ].map(({ x, y }) => ({ x: xMm + x * cos - y * sin, y: yMm + x * sin + y * cos }))
}

/** The upright rectangle around the boxes. */
export function boundsOf(...boxes: readonly Box[]): Rect {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { xMm, yMm, widthMm, heightMm, rotationDeg } of boxes) {
    const turn = (rotationDeg * Math.PI) / 180
    const [cos, sin] = [Math.abs(Math.cos(turn)), Math.abs(Math.sin(turn))]
    const halfWidth = (widthMm * cos + heightMm * sin) / 2
    const halfHeight = (widthMm * sin + heightMm * cos) / 2
    minX = Math.min(minX, xMm - halfWidth)
    minY = Math.min(minY, yMm - halfHeight)
    maxX = Math.max(maxX, xMm + halfWidth)
    maxY = Math.max(maxY, yMm + halfHeight)
  }
  return { minX, minY, maxX, maxY }
}

export function contains({ xMm, yMm, widthMm, heightMm, rotationDeg }: Box, point: Point): boolean {
  const turn = (-rotationDeg * Math.PI) / 180
  const x = (point.x - xMm) * Math.cos(turn) - (point.y - yMm) * Math.sin(turn)
  const y = (point.x - xMm) * Math.sin(turn) + (point.y - yMm) * Math.cos(turn)
  return Math.abs(x) <= widthMm / 2 && Math.abs(y) <= heightMm / 2
}

/** What a piece takes up with all that is around it. */
export function outerBox(placement: Box & { readonly mount?: Mount | undefined }): Box {
  const { mount } = placement
  return mount ? widened(boxOf(placement), mount.matMm + mount.lineMm) : placement
}

/** Only where it stands, of something that has more to it. */
export function boxOf({ xMm, yMm, widthMm, heightMm, rotationDeg }: Box): Box {
  return { xMm, yMm, widthMm, heightMm, rotationDeg }
}

/** Moves by whole hundredths of a millimetre, so that the log holds short numbers. */
export function rounded(box: Box): Box {
  const round = (mm: number) => Math.round(mm * 100) / 100
  const rotationDeg = round(((box.rotationDeg + 540) % 360) - 180)
  return {
    xMm: round(box.xMm),
    yMm: round(box.yMm),
    widthMm: Math.max(round(box.widthMm), 0.1),
    heightMm: Math.max(round(box.heightMm), 0.1),
    rotationDeg,
  }
}

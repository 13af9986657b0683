/**
 * The frames around many chosen pieces, drawn on the canvas: a hundred shapes of their own are more than a page can move.
 * While the camera moves only the frame around all of them is drawn.
 */
import type { Placement } from '#core/contract/composition.ts'
import type { Box } from '#core/contract/geometry.ts'
import type { PlacementId } from '#core/contract/ids.ts'
import { scaleOf, type Sight } from './base-plane.ts'
import { boundsOf, cornersOf } from './box.ts'
import { shownRect } from './camera.ts'
import type { Context } from './painter.ts'
import { touches } from './pyramid.ts'

/** So many have frames of their own on the overlay. */
export const ownFramesMax = 24
/** More frames than this in sight are a carpet. */
const framesMax = 4000

interface Chosen {
  readonly preview: unknown
  readonly chosenPlacements: readonly Placement[]
  readonly held: ReadonlyMap<PlacementId, Box>
}

type Pen = Pick<
  Context,
  | 'beginPath'
  | 'rect'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'stroke'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineJoin'
>

export function paintChosen(
  context: Pen,
  sight: Pick<Sight, 'camera' | 'view' | 'devicePixelRatio' | 'isMoving' | 'colours'>,
  { preview, chosenPlacements, held }: Chosen,
): void {
  if (preview || chosenPlacements.length <= ownFramesMax) return
  const isBusy = sight.isMoving || held.size > 0
  const seen = shownRect(sight.camera, sight.view)
  const inSight = isBusy ? [] : chosenPlacements.filter((placement) => touches(boundsOf(placement), seen))
  const { originX, originY, pxPerMm } = scaleOf(sight)
  context.beginPath()
  if (isBusy || inSight.length > framesMax) {
    const { minX, minY, maxX, maxY } = boundsOf(...chosenPlacements.map((one) => held.get(one.id) ?? one))
    context.rect(
      originX + minX * pxPerMm,
      originY + minY * pxPerMm,
      (maxX - minX) * pxPerMm,
      (maxY - minY) * pxPerMm,
    )
  } else
    for (const placement of inSight) {
      // Each frame for itself: a line goes on from where the last frame was closed.
      for (const [at, { x, y }] of cornersOf(placement).entries()) {
        const [xPx, yPx] = [originX + x * pxPerMm, originY + y * pxPerMm]
        if (at === 0) context.moveTo(xPx, yPx)
        else context.lineTo(xPx, yPx)
      }
      context.closePath()
    }
  context.lineJoin = 'round'
  for (const [colour, widthPx] of [
    [sight.colours.white, 5],
    [sight.colours.ink, 2],
  ] as const) {
    context.strokeStyle = colour
    context.lineWidth = widthPx * sight.devicePixelRatio
    context.stroke()
  }
}

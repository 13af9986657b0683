/** While a crop is chosen: all else stands back, and the rest of the picture is seen faintly around what is kept. */
import type { Placement } from '#core/contract/composition.ts'
import type { Crop } from '#core/contract/look.ts'
import { scaleOf, type Sight } from './base-plane.ts'
import { paintPiece, type Context } from './painter.ts'

const veil = 0.72
const rest = 0.4

interface Cropped {
  readonly placement: Placement
  readonly seen: Crop
}

/** In device pixels, over the whole stage. */
export function paintCropping(context: Context, sight: Sight, { placement, seen }: Cropped): void {
  const { originX, originY, pxPerMm } = scaleOf(sight)
  const { xMm, yMm, rotationDeg, pieceId, mount } = placement
  context.save()
  context.globalAlpha = veil
  context.fillStyle = sight.colours.chalk
  const { devicePixelRatio, view } = sight
  context.fillRect(0, 0, view.widthPx * devicePixelRatio, view.heightPx * devicePixelRatio)
  context.translate(originX + xMm * pxPerMm, originY + yMm * pxPerMm)
  context.rotate((rotationDeg * Math.PI) / 180)
  const size = { width: placement.widthMm * pxPerMm, height: placement.heightMm * pxPerMm }
  const all = { width: size.width / seen.width, height: size.height / seen.height }
  const units = { pxPerUnit: 1, unitsPerMm: pxPerMm }

  context.globalAlpha = rest
  // From the middle of what is seen to the middle of it all.
  const x = (0.5 - (seen.x + seen.width / 2)) * all.width
  const y = (0.5 - (seen.y + seen.height / 2)) * all.height
  paintPiece(context, sight, pieceId, {}, { x, y, ...all, ...units })
  context.globalAlpha = 1
  paintPiece(context, sight, pieceId, { part: seen, mount }, { x: 0, y: 0, ...size, ...units })
  paintThirds(context, sight, size)
  context.restore()
}

/** Lines at each third, white beneath ink, so that they are seen on any picture. */
function paintThirds(
  context: Context,
  { colours, devicePixelRatio }: Sight,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  for (const [colour, pen] of [
    [colours.white, 3],
    [colours.ink, 1],
  ] as const) {
    context.strokeStyle = colour
    context.lineWidth = pen * devicePixelRatio
    context.beginPath()
    for (const part of [-1 / 6, 1 / 6]) {
      context.moveTo(part * width, -height / 2)
      context.lineTo(part * width, height / 2)
      context.moveTo(-width / 2, part * height)
      context.lineTo(width / 2, part * height)
    }
    context.stroke()
  }
}

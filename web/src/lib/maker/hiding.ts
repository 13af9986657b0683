/**
 * Painting over what nobody shall see. It is covered, not blurred: a blur can be undone. The stroke is opaque as far
 * as it is wide; outside of that it fades, so that it lies in the photo like torn paper and not like a black bar.
 */
import type { Point } from '#core/picture/quad.ts'

export const brushes = { small: 0.04, large: 0.09 } as const
export type Brush = keyof typeof brushes

/** Places are shares of the upright photo's width and height. */
export interface HidingStroke {
  readonly brush: Brush
  readonly points: readonly Point[]
}

/** The longer side of a photo that was painted over, in pixels: far below what a phone can hold. */
export const paintedMaxPx = 2048

/** Paint, not interface: it goes into the picture. The tone of the paper that lies on the table. */
const paperTone = '235, 226, 205'
/** How far it fades beyond its own width. */
const fade = 1.25

/** How wide a brush is on a picture, from the middle to where it begins to fade. */
export const radiusPx = (brush: Brush, { width, height }: { width: number; height: number }): number =>
  brushes[brush] * Math.max(width, height)

/** Draws one stroke over what is there. */
export function paintOver(context: CanvasRenderingContext2D, { brush, points }: HidingStroke): void {
  const { width, height } = context.canvas
  const radius = radiusPx(brush, { width, height })
  const stepPx = radius / 4
  let last: readonly [number, number] | null = null
  for (const [shareX, shareY] of points) {
    const x = shareX * width
    const y = shareY * height
    const [fromX, fromY] = last ?? [x, y]
    const steps = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / stepPx))
    for (let step = 1; step <= steps; step++)
      dab(context, fromX + ((x - fromX) * step) / steps, fromY + ((y - fromY) * step) / steps, radius)
    last = [x, y]
  }
}

function dab(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  const shade = context.createRadialGradient(x, y, radius, x, y, radius * fade)
  shade.addColorStop(0, `rgba(${paperTone}, 1)`)
  shade.addColorStop(1, `rgba(${paperTone}, 0)`)
  context.fillStyle = shade
  context.beginPath()
  context.arc(x, y, radius * fade, 0, 2 * Math.PI)
  context.fill()
}

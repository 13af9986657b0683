/** A marigold on felt: a place whose piece was taken down. */
import type { Colours } from './colours.ts'

const petals = 12

/** Draws it in a box around the origin; `line` is the width of its pen. */
export function paintMarigold(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  width: number,
  height: number,
  line: number,
  colours: Colours,
): void {
  context.fillStyle = colours.felt
  context.fillRect(-width / 2, -height / 2, width, height)
  const radius = Math.min(width, height) * 0.38
  context.fillStyle = colours.marigold
  context.strokeStyle = colours.ink
  context.lineWidth = line
  context.lineJoin = 'round'
  for (const ring of [1, 0.62]) {
    context.beginPath()
    for (let petal = 0; petal <= petals; petal++) {
      const angle = (petal / petals) * 2 * Math.PI
      const between = angle - Math.PI / petals
      const tip = radius * ring
      if (petal === 0) context.moveTo(Math.cos(angle) * tip * 0.86, Math.sin(angle) * tip * 0.86)
      else
        context.quadraticCurveTo(
          Math.cos(between) * tip * 1.22,
          Math.sin(between) * tip * 1.22,
          Math.cos(angle) * tip * 0.86,
          Math.sin(angle) * tip * 0.86,
        )
    }
    context.closePath()
    context.fill()
    context.stroke()
  }
  context.beginPath()
  context.arc(0, 0, radius * 0.22, 0, 2 * Math.PI)
  context.fillStyle = colours.ink
  context.fill()
}

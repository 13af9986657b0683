/** A drawing, kept as strokes, drawn at the size of a master. */
import { setImmediate } from 'node:timers/promises'
import { paperWidthUnits, type Drawing } from '#core/ink/drawing.ts'
import { strokePath } from '#core/ink/outline.ts'
import type { Pixels } from './pixels.ts'
import { PictureUnreadable } from './unreadable.ts'
import { drawSvg, svgMaxBytes } from './vector.ts'

/** The longer side of a drawn master: as sharp as a photo on the wall, and still small to keep. */
const drawnMasterPx = 3000

/** @throws PictureUnreadable `too-intricate` when it cannot be drawn within limits */
export async function drawDrawing(drawing: Drawing, longSidePx = drawnMasterPx): Promise<Pixels> {
  return drawSvg(await drawingSvg(drawing, longSidePx))
}

/** How long outlines may be computed before others get their turn. */
const turnMs = 20

/** The drawing as SVG, its longer side `longSidePx`. Stops as soon as it is too long to be drawn. */
async function drawingSvg({ heightUnits, paper, strokes }: Drawing, longSidePx: number): Promise<string> {
  const scale = longSidePx / Math.max(paperWidthUnits, heightUnits)
  const widthPx = Math.max(1, Math.round(paperWidthUnits * scale))
  const heightPx = Math.max(1, Math.round(heightUnits * scale))
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}"`,
    ` viewBox="0 0 ${paperWidthUnits} ${heightUnits}" preserveAspectRatio="none">`,
    `<rect width="${paperWidthUnits}" height="${heightUnits}" fill="${paper}"/>`,
  ]
  let length = 0
  let turnBegan = performance.now()
  for (const stroke of strokes) {
    const path = `<path fill="${stroke.colour}" d="${strokePath(stroke)}"/>`
    parts.push(path)
    length += path.length
    if (length > svgMaxBytes) throw new PictureUnreadable('too-intricate')
    if (performance.now() - turnBegan > turnMs) {
      await setImmediate()
      turnBegan = performance.now()
    }
  }
  return parts.join('') + '</svg>'
}

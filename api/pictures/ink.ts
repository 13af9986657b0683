/** A drawing, kept as strokes, drawn at the size of a master. */
import { paperWidthUnits, type Drawing } from '#core/ink/drawing.ts'
import { strokePath } from '#core/ink/outline.ts'
import type { Pixels } from './pixels.ts'
import { drawSvg } from './vector.ts'

/** The longer side of a drawn master: as sharp as a photo on the wall, and still small to keep. */
export const drawnMasterPx = 3000

/** @throws PictureUnreadable `too-intricate` when it cannot be drawn within limits */
export function drawDrawing(drawing: Drawing, longSidePx = drawnMasterPx): Promise<Pixels> {
  return drawSvg(drawingSvg(drawing, longSidePx))
}

/** The drawing as SVG, its longer side `longSidePx`. */
export function drawingSvg({ heightUnits, paper, strokes }: Drawing, longSidePx: number): string {
  const scale = longSidePx / Math.max(paperWidthUnits, heightUnits)
  const widthPx = Math.max(1, Math.round(paperWidthUnits * scale))
  const heightPx = Math.max(1, Math.round(heightUnits * scale))
  const ink = strokes.map((stroke) => `<path fill="${stroke.colour}" d="${strokePath(stroke)}"/>`)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}"`,
    ` viewBox="0 0 ${paperWidthUnits} ${heightUnits}" preserveAspectRatio="none">`,
    `<rect width="${paperWidthUnits}" height="${heightUnits}" fill="${paper}"/>`,
    ...ink,
    '</svg>',
  ].join('')
}

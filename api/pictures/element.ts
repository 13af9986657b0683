/** Draws an element of the artwork's own into a tile: as lines and outlines, sharp at any size. */
import sharp from 'sharp'
import { drawElement, type ElementDrawing } from '#core/element/drawing.ts'
import type { SizedElement } from '#core/tiles/contents.ts'
import type { Parallelogram } from '#core/tiles/pyramid.ts'
import { layIn, type Raster } from './sample.ts'
import { openTypeface, type Typeface } from './typeface.ts'

/** `place` counts from the tile's upper left corner. */
export async function layElementIn(
  tile: Raster,
  { element, ground, ...size }: SizedElement,
  place: Parallelogram,
  background: string,
): Promise<void> {
  const typeface = await openTypeface(element.kind === 'words' ? element.text : '')
  const drawing = drawElement({ element, size, ground: ground ?? background, measure: typeface.measure })
  const { widthPx, heightPx } = tile
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">` +
    `<g transform="matrix(${matrix(drawing, place)})">${inside(drawing, typeface)}</g></svg>`
  const { data, info } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const whole = { x: 0, y: 0, ux: widthPx, uy: 0, vx: 0, vy: heightPx }
  layIn(tile, { data, widthPx: info.width, heightPx: info.height, channels: 4 }, whole)
}

/** From the drawing's units to pixels of the tile, as SVG's `matrix` takes it. */
function matrix(
  { widthUnits, heightUnits }: ElementDrawing,
  { x, y, ux, uy, vx, vy }: Parallelogram,
): string {
  return [ux / widthUnits, uy / widthUnits, vx / heightUnits, vy / heightUnits, x, y].join(' ')
}

function inside({ areas, lines, words }: ElementDrawing, { linePath }: Typeface): string {
  const shapes = [
    ...areas.map(({ path, fill }) => `<path d="${path}" fill="${fill}"/>`),
    ...lines.map(
      ({ path, stroke, width }) =>
        `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`,
    ),
  ]
  if (words) {
    const { fontSizePx, fill } = words
    const outlines = words.lines.map(({ text, ...place }) => linePath(text, { ...place, fontSizePx }))
    shapes.push(`<path d="${outlines.join('')}" fill="${fill}"/>`)
  }
  return shapes.join('')
}

/** A text, set in the artwork's lettering on a card of coloured paper. */
import { letteringInk, paperFor } from '#core/lettering/paper.ts'
import { setText } from '#core/lettering/set-text.ts'
import type { Pixels } from './pixels.ts'
import { measureText, textPath } from './typeface.ts'
import { drawSvg } from './vector.ts'

/** A card lying down, four to three. */
const letteringSize = { widthPx: 2400, heightPx: 1800 }
/** Around the text, of the card's width. */
const marginPart = 0.09

/** @throws PictureUnreadable */
export function drawText(text: string, colours: { paper?: string; ink?: string } = {}): Promise<Pixels> {
  return drawSvg(letteringSvg(text, colours))
}

/** The card as SVG; letters are outlines, no font is named. */
function letteringSvg(text: string, colours: { paper?: string; ink?: string } = {}): string {
  const { widthPx, heightPx } = letteringSize
  const margin = widthPx * marginPart
  const box = { widthPx: widthPx - 2 * margin, heightPx: heightPx - 2 * margin }
  const set = setText(text, box, measureText)
  const lines = set.lines.map(({ text, xPx, baselinePx }) =>
    textPath(text, margin + xPx, margin + baselinePx, set.fontSizePx),
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">`,
    `<rect width="${widthPx}" height="${heightPx}" fill="${colours.paper ?? paperFor(text)}"/>`,
    `<path fill="${colours.ink ?? letteringInk}" d="${lines.join('')}"/>`,
    '</svg>',
  ].join('')
}

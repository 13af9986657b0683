/** A text, set in the artwork's lettering on a card of coloured paper. */
import { letteringCard, setCard } from '#core/lettering/card.ts'
import { letteringInk, paperFor } from '#core/lettering/paper.ts'
import type { Pixels } from './pixels.ts'
import { measureText, textPath } from './typeface.ts'
import { drawSvg } from './vector.ts'

/** @throws PictureUnreadable */
export function drawText(text: string, colours: { paper?: string; ink?: string } = {}): Promise<Pixels> {
  return drawSvg(letteringSvg(text, colours))
}

/** The card as SVG; letters are outlines, no font is named. */
function letteringSvg(text: string, colours: { paper?: string; ink?: string } = {}): string {
  const { widthPx, heightPx } = letteringCard
  const { lines, fontSizePx } = setCard(text, measureText)
  const paths = lines.map(({ text, xPx, baselinePx }) => textPath(text, xPx, baselinePx, fontSizePx))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">`,
    `<rect width="${widthPx}" height="${heightPx}" fill="${colours.paper ?? paperFor(text)}"/>`,
    `<path fill="${colours.ink ?? letteringInk}" d="${paths.join('')}"/>`,
    '</svg>',
  ].join('')
}

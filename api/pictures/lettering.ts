/** A text, set in the artwork's lettering on a card of coloured paper. */
import { letteringCard, setCard } from '#core/lettering/card.ts'
import { letteringInk, paperFor } from '#core/lettering/paper.ts'
import type { Pixels } from './pixels.ts'
import { openTypeface } from './typeface.ts'
import { drawSvg } from './vector.ts'

interface Colours {
  readonly paper?: string
  readonly ink?: string
}

/** The card's longer side is `longSidePx`. @throws PictureUnreadable */
export async function drawText(
  text: string,
  { longSidePx = letteringCard.widthPx, ...colours }: Colours & { readonly longSidePx?: number } = {},
): Promise<Pixels> {
  return drawSvg(letteringSvg(await letteringPath(text), longSidePx, colours, text))
}

/** All the card's letters as SVG path data, in units of the card; no font is named. */
async function letteringPath(text: string): Promise<string> {
  const { measure, linePath } = await openTypeface(text)
  const { lines, fontSizePx } = setCard(text, measure)
  return lines.map(({ text, ...place }) => linePath(text, { ...place, fontSizePx })).join('')
}

function letteringSvg(path: string, longSidePx: number, colours: Colours, text: string): string {
  const { widthPx, heightPx } = letteringCard
  const scale = longSidePx / Math.max(widthPx, heightPx)
  const size = `width="${Math.round(widthPx * scale)}" height="${Math.round(heightPx * scale)}"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${widthPx} ${heightPx}">`,
    `<rect width="${widthPx}" height="${heightPx}" fill="${colours.paper ?? paperFor(text)}"/>`,
    `<path fill="${colours.ink ?? letteringInk}" d="${path}"/>`,
    '</svg>',
  ].join('')
}

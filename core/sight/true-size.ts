/** How large a millimetre is on this screen: no browser knows, so a card is held against it. */

/** A bank card, a driving licence: format ID-1 of ISO/IEC 7810. */
export const cardMm = { width: 85.6, height: 53.98 } as const

/** What browsers take a millimetre for: 96 CSS pixels an inch (CSS Values and Units, section 6.2). */
export const assumedPxPerMm = 96 / 25.4

/** A screen finer or coarser than any: beyond it the card was not matched. */
const least = 1.5
const most = 14

/** From the width in CSS pixels at which a drawn card is as large as a real one. */
export function pxPerMmOf(cardWidthPx: number): number {
  return Math.min(most, Math.max(least, cardWidthPx / cardMm.width))
}

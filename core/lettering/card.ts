/** A text on its card: how large the card is, and where on it each line stands. The same on the phone and the wall. */
import { setText, type Measure, type SetText } from './set-text.ts'

/** Lying down, four to three. A measure of proportions: outlines have any size. */
export const letteringCard = { widthPx: 2400, heightPx: 1800 } as const

/** Around the text, of the card's width. */
const marginPart = 0.09

/** `xPx` and `baselinePx` of the lines count from the card's upper left corner. */
export function setCard(text: string, measure: Measure): SetText {
  const marginPx = letteringCard.widthPx * marginPart
  const box = {
    widthPx: letteringCard.widthPx - 2 * marginPx,
    heightPx: letteringCard.heightPx - 2 * marginPx,
  }
  const set = setText(text, box, measure)
  const lines = set.lines.map((line) => ({
    ...line,
    xPx: line.xPx + marginPx,
    baselinePx: line.baselinePx + marginPx,
  }))
  return { ...set, lines }
}

/** Whether a piece can be made out where it stands: a picture as a whole, a text letter by letter. */
import type { Box } from '../contract/geometry.ts'
import type { PieceKind } from '../contract/pieces.ts'
import { smallestLetterMm, smallestPictureMm, viewingDistanceMm } from './eye.ts'

export interface SeenPiece {
  readonly kind: PieceKind
  /** A text's own words. */
  readonly text: string | null
}

/** Of the card's width and height, what its margins leave to the letters (core/lettering/card.ts). */
const lettersWidthPart = 0.82
const lettersHeightPart = 0.76
/** Letters take at most this part of that height (core/lettering/set-text.ts). */
const largestPart = 0.4
/** In ems, of running text in the artwork's lettering, estimated by us and taken from no source: a letter's width with its share of spaces and of what is left at the ends of lines; a line's height; the body of a letter. */
const letterWidthEm = 0.62
const lineHeightEm = 1.2
const bodyEm = 0.5

/**
 * About how high the bodies of the letters are, in millimetres. Estimated from the number of letters, since core knows no
 * font: text fills its card, so the square of its size is the card's area over that of all letters.
 */
export function letterBodyMm(text: string, { widthMm, heightMm }: Pick<Box, 'widthMm' | 'heightMm'>): number {
  const letters = Math.max(1, Array.from(text.trim()).length)
  const areaMm2 = widthMm * lettersWidthPart * heightMm * lettersHeightPart
  const filling = Math.sqrt(areaMm2 / (letters * letterWidthEm * lineHeightEm))
  return bodyEm * Math.min(filling, heightMm * lettersHeightPart * largestPart)
}

export function isLegible(
  { kind, text }: SeenPiece,
  box: Pick<Box, 'widthMm' | 'heightMm'>,
  distanceMm = viewingDistanceMm,
): boolean {
  if (kind === 'text' && text !== null) return letterBodyMm(text, box) >= smallestLetterMm(distanceMm)
  return Math.min(box.widthMm, box.heightMm) >= smallestPictureMm(distanceMm)
}

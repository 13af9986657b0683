/**
 * Whether two photos are the same picture, sent twice: the same proportions, the same likeness, the same colours.
 *
 * The two limits were chosen so that a different picture is never taken for the same, which would hide somebody's piece
 * behind another's; the same one that is not known again only stands in the inbox twice. Measured over 48 photos and
 * 179 drawings, each with nine copies (JPEG 90 and 50, longer side 2048 to 320 px at JPEG 80 to 60, WebP 70, another
 * kernel, and one copied twice):
 *
 *     the same              413 of 432 copies of photos     18 of those missed are of two photos that have no hash
 *                          1373 of 1611 of drawings         most missed are line stars, alike in their mirror
 *     taken for the same      0 of 25,651 pairs             nearest: 14 bits apart
 *                             0 of 4,029,292 pairs of a copy of one and a copy of another
 *
 * Two photos of a burst, as a hand moves between them (48 photos, cut from the middle):
 *
 *     moved by 0.5 % of the width   21 the same       turned by 0.5°   30        nearer by 1 %   32
 *              1 %                   2                        1°        7                  2 %    5
 *              2 %, 3 %              0                        2°        0
 *
 * Nearer than that nobody sees that they are two; a curator who knows better can say so.
 */
import { featureLength } from '../colour/features.ts'
import { hashDistance } from './perceptual-hash.ts'

export interface Likeness {
  readonly perceptualHash: string
  /** The 4 × 4 colours, see `colourFeatures`. */
  readonly features: Int8Array
  readonly widthPx: number
  readonly heightPx: number
}

/** Of 64. */
const mostBits = 3
/** Of copies, 99 of 100 are within 0.61 (photos) and 0.85 (drawings). */
const mostColourSteps = 0.8

/** Null is like nothing, also not like another null. */
export function isSamePicture(one: Likeness | null, other: Likeness | null): boolean {
  if (one === null || other === null) return false
  return (
    isSameShape(one, other) &&
    hashDistance(one.perceptualHash, other.perceptualHash) <= mostBits &&
    colourDistance(one.features, other.features) <= mostColourSteps
  )
}

/** Whether one can be the other made smaller: the sides of the smaller one are off by what rounding does, a pixel. */
function isSameShape(one: Likeness, other: Likeness): boolean {
  const skew = Math.abs(one.widthPx * other.heightPx - one.heightPx * other.widthPx)
  return skew <= Math.max(one.widthPx, one.heightPx, other.widthPx, other.heightPx)
}

/** Root mean square over the 48 numbers, in steps of the int8 they are kept in. */
function colourDistance(one: Int8Array, other: Int8Array): number {
  const sum = one.reduce((so, value, at) => so + (value - (other[at] ?? 0)) ** 2, 0)
  return Math.sqrt(sum / featureLength)
}

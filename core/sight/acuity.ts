/**
 * How small something may be and still be made out from where visitors stand.
 *
 *     eye <──────────── distance ────────────> ▒ one detail
 *          angle of one minute of arc            detail = distance · tan(1′)
 *
 * Normal sight, visual acuity 1.0, tells details of one minute of arc apart: Snellen 1862; ISO 8596 for its test signs.
 * At two metres that is 0.58 mm. Many see less: this is the least that must be true, not what is comfortable.
 */
const detailArcMinutes = 1

/** Where visitors stand who take in a work on a wall. */
export const viewingDistanceMm = 2_000

/** A letter is read when its body is five details high: the sign of ISO 8596 is five times as large as its gap. */
const detailsPerLetter = 5

/**
 * What is in a picture is recognised from about 32 × 32 points, and from fewer hardly: A. Torralba, "How many pixels
 * make an image?", Visual Neuroscience 26 (2009).
 */
const detailsPerPicture = 32

/** Millimetres. */
export function smallestDetailMm(distanceMm: number): number {
  return distanceMm * Math.tan((detailArcMinutes / 60) * (Math.PI / 180))
}

/** Height of the body of a letter (its x-height), in millimetres: 2.9 at two metres. */
export function smallestLetterMm(distanceMm: number): number {
  return smallestDetailMm(distanceMm) * detailsPerLetter
}

/** Shorter side of a picture, in millimetres: 18.6 at two metres. */
export function smallestPictureMm(distanceMm: number): number {
  return smallestDetailMm(distanceMm) * detailsPerPicture
}

/**
 * What an eye can tell apart at a distance, and how small something may be and still be made out from where visitors stand.
 *
 *     eye ◁── distance ──▶│ ▲
 *         ‾‾‾──── 1′ ─────│ │ detail = distance × tan 1′      0.58 mm at two metres
 *                         │ ▼
 *
 * A healthy eye (6/6, also written 20/20 or 1.0) tells details apart that are one minute of arc: of the Landolt ring of acuity 1 the
 * whole is 5′ and the gap 1′ (ISO 8596:1994, clause 3), and so Snellen drew his letters in 1862, five minutes high with strokes of
 * one. Many see less: this is the least that must be true, not what is comfortable.
 */
const minuteOfArc = Math.PI / 180 / 60

/** Where visitors stand who take in a work on a wall: the house's own rule (ux.md, section 2.3), taken from no standard. */
export const viewingDistanceMm = 2_000

/** Snellen's measure, and ISO 8596's: a sign is five times as large as its finest part. */
const detailsPerLetter = 5

/**
 * What is in a picture is told from 32 × 32 points: A. Torralba, "How many pixels make an image?", Visual Neuroscience 26 (2009),
 * 123–131. That a point there is a detail here, and that drawings need no more than photos of scenes, is our own judgement.
 */
const detailsPerPicture = 32

/** The smallest detail that is seen by itself; smaller ones run together. */
export function finestDetailMm(distanceMm: number): number {
  return distanceMm * Math.tan(minuteOfArc)
}

/**
 * The height of the smallest letters that can just be made out, 2.9 mm at two metres. Held against the body of small letters, the
 * x-height, which is our own judgement: the charts have capitals. Read with ease are those of 0.2° and more, 7 mm there (G. Legge,
 * C. Bigelow, "Does print size matter for reading?", Journal of Vision 11 (5), 2011).
 */
export function smallestLetterMm(distanceMm: number): number {
  return detailsPerLetter * finestDetailMm(distanceMm)
}

/** The shorter side of the smallest picture that is made out as a whole, 18.6 mm at two metres. */
export function smallestPictureMm(distanceMm: number): number {
  return detailsPerPicture * finestDetailMm(distanceMm)
}

/**
 * How much to blur a picture so that no more is seen in it than from a distance: the standard deviation of a Gaussian that is
 * half as high at half the finest detail to each side, so that two points one minute apart just melt together.
 * @param pxPerMm how large a millimetre of the wall is drawn
 */
export function blurPx(distanceMm: number, pxPerMm: number): number {
  const fullWidthAtHalfHeight = 2 * Math.sqrt(2 * Math.LN2)
  return (finestDetailMm(distanceMm) / fullWidthAtHalfHeight) * pxPerMm
}

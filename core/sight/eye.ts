/**
 * What an eye can tell apart at a distance. A healthy eye (6/6, also written 20/20 or 1.0) tells two points apart that are one
 * minute of arc from each other: so the gap of the Landolt ring is drawn by which sight is measured (ISO 8596:2017), and so
 * Snellen drew his letters, five minutes high with strokes of one.
 *
 *     eye ◁── distance ──▶│ ▲
 *         ‾‾‾──── 1′ ─────│ │ detail = distance × tan 1′      0.58 mm at two metres
 *                         │ ▼
 */
const minuteOfArc = Math.PI / 180 / 60

/** The smallest detail that is seen by itself; smaller ones run together. */
export function finestDetailMm(distanceMm: number): number {
  return distanceMm * Math.tan(minuteOfArc)
}

/** The height of the smallest letters that can just be read: five times the finest detail. */
export function smallestLetterMm(distanceMm: number): number {
  return 5 * finestDetailMm(distanceMm)
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

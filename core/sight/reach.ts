/**
 * What is seen without lifting the head by somebody who sits in a wheelchair. Their eyes are 43 to 51 inches (1,092 to 1,295 mm)
 * above the floor (ADA Accessibility Guidelines, appendix, figure A3); the middle of it is taken. Eyes alone turn some 25° up
 * and 30° down with ease (Panero and Zelnik, "Human Dimension and Interior Space", 1979).
 */
export const seatedEyeMm = 1_194
const upDeg = 25
const downDeg = 30

export interface EasyReach {
  /** From the upper edge of the work, in millimetres; may lie outside it. */
  readonly eyeMm: number
  readonly fromMm: number
  readonly toMm: number
}

const tan = (degrees: number) => Math.tan((degrees * Math.PI) / 180)

/** @param lowerEdgeMm how high above the floor the work's lower edge hangs */
export function easyReach(workHeightMm: number, lowerEdgeMm: number, distanceMm: number): EasyReach {
  const eyeMm = lowerEdgeMm + workHeightMm - seatedEyeMm
  return { eyeMm, fromMm: eyeMm - distanceMm * tan(upDeg), toMm: eyeMm + distanceMm * tan(downDeg) }
}

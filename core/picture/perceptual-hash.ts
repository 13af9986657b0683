/**
 * What a picture looks like in 64 bits, so that the same photo is known again after it was written anew, made smaller
 * or stripped of its hidden data on the way. `same-picture.ts` says when two of them are the same, and with what
 * certainty.
 *
 * As in pHash (Christoph Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010) each bit
 * is the sign of one coefficient of the discrete cosine transform of the lightness (DCT-II; Ahmed, Natarajan and Rao,
 * "Discrete Cosine Transform", 1974). Another 64 coefficients than there, though. The lowest 8 × 8 say what a picture
 * is about, and are the same in two photos of a burst. Writing a photo anew leaves detail down to a thirtieth of its
 * width in place, and the hand that holds the camera does not: so we take the signs further out.
 *
 *       u → 0   8   16   24
 *     v  0  · · · · · ▒ ·        · · the mean, and what most of a picture's likeness lies in
 *        8  · · · ▒ · · ·        ▒   the 64 that are looked at: u + v from 20 on
 *       16  · ▒ · · · · ·
 *       24  · · · · · · ·
 */
import type { LightnessPlane } from './lightness.ts'

const bits = 64
const nearest = 20
/** The first that is not looked at, in each direction; a side with fewer pixels does not hold them all. */
const farthest = nearest + 3

interface Wave {
  readonly u: number
  readonly v: number
}

/** By distance from the mean, then from the top. */
const looked: readonly Wave[] = Array.from({ length: farthest - nearest }, (_, further) =>
  Array.from({ length: nearest + further + 1 }, (_each, v) => ({ u: nearest + further - v, v })),
)
  .flat()
  .slice(0, bits)

/**
 * Root mean square of the coefficients looked at, below which their signs are those of noise: about a tenth of a step
 * of 8-bit grey.
 */
const leastAmplitude = 0.0004

/**
 * @param plane the whole picture, 64 px along its longer side
 * @returns 64 characters 0 or 1, as PostgreSQL writes `bit(64)`; null for a picture that is flat where it is looked
 * at, or too narrow to be looked at (a side of less than 23 px)
 */
export function perceptualHash(plane: LightnessPlane): string | null {
  if (Math.min(plane.widthPx, plane.heightPx) < farthest) return null
  const coefficients = transform(plane)
  const energy = coefficients.reduce((sum, value) => sum + value * value, 0)
  if (Math.sqrt(energy / bits) < leastAmplitude) return null
  return coefficients.map((value) => (value > 0 ? '1' : '0')).join('')
}

/** In how many of the 64 bits two hashes differ. */
export function hashDistance(one: string, other: string): number {
  let distance = 0
  for (let bit = 0; bit < bits; bit++) if (one[bit] !== other[bit]) distance++
  return distance
}

/** The coefficients looked at; a wave as strong as from black to white has 1. */
function transform({ values, widthPx, heightPx }: LightnessPlane): number[] {
  const across = cosines(widthPx)
  const down = cosines(heightPx)
  // First along each row, then down the columns of what that gives.
  const rows = Array.from({ length: heightPx }, (_, y) =>
    across.map((wave) => wave.reduce((sum, factor, x) => sum + factor * (values[y * widthPx + x] ?? 0), 0)),
  )
  return looked.map(({ u, v }) => {
    const sum = (down[v] ?? []).reduce((so, factor, y) => so + factor * (rows[y]?.[u] ?? 0), 0)
    return (2 * sum) / (widthPx * heightPx)
  })
}

/** For each wave from 0 on, its value at each of so many pixels. */
function cosines(count: number): number[][] {
  return Array.from({ length: farthest }, (_, wave) =>
    Array.from({ length: count }, (_each, at) => Math.cos((Math.PI * (2 * at + 1) * wave) / (2 * count))),
  )
}

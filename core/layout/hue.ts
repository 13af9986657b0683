/** A colour as painters speak of it: how light, how strong, which hue. From OKLab, so that equal steps look equal. */
import { hexToOklab } from '../colour/oklab.ts'

export interface Shade {
  /** 0 black … 1 white. */
  readonly lightness: number
  /** 0 grey … about 0.3. */
  readonly chroma: number
  /** Degrees round the wheel, 0 … 360. */
  readonly hue: number
}

/** Below this chroma a colour is grey to most eyes, and its hue means nothing. */
export const greyChroma = 0.03

/** @param hex `#rrggbb` */
export function shadeOf(hex: string): Shade {
  const { L, a, b } = hexToOklab(hex)
  return { lightness: L, chroma: Math.hypot(a, b), hue: degrees(a, b) }
}

/** The hue in the middle of several colours; strong ones tell more than dull ones. */
export function middleHue(hexes: readonly string[]): number {
  const all = hexes.map((hex) => hexToOklab(hex))
  return degrees(
    all.reduce((sum, { a }) => sum + a, 0),
    all.reduce((sum, { b }) => sum + b, 0),
  )
}

const degrees = (a: number, b: number): number => ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360

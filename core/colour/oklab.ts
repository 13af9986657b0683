/**
 * Colour as the eye measures it. OKLab: Björn Ottosson, "A perceptual color space for image processing" (2020),
 * matrices as published there. sRGB transfer function: IEC 61966-2-1.
 */

/** L 0 … 1, a and b about −0.4 … 0.4. */
export interface Oklab {
  readonly L: number
  readonly a: number
  readonly b: number
}

/** Linear light, 0 … 1 for what a screen can show. */
export interface LinearRgb {
  readonly r: number
  readonly g: number
  readonly b: number
}

/** 0 … 255 to linear light. */
const linearOf = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})

/** One 8-bit sRGB channel to linear light. */
export function linear(byte: number): number {
  return linearOf[byte] ?? 0
}

/** Linear light to one 8-bit sRGB channel, clipped to what can be shown. */
export function encoded(value: number): number {
  const clipped = Math.min(1, Math.max(0, value))
  return Math.round(255 * (clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * clipped ** (1 / 2.4) - 0.055))
}

export function linearToOklab({ r, g, b }: LinearRgb): Oklab {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return {
    L: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  }
}

/** May lie outside 0 … 1 where the colour cannot be shown. */
function oklabToLinear({ L, a, b }: Oklab): LinearRgb {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3
  return {
    r: 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    g: -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    b: -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  }
}

/** `#rrggbb` (in any case) to OKLab. */
export function hexToOklab(hex: string): Oklab {
  return linearToOklab(hexToLinear(hex))
}

function hexToLinear(hex: string): LinearRgb {
  const byte = (at: number) => linear(Number.parseInt(hex.slice(at, at + 2), 16))
  return { r: byte(1), g: byte(3), b: byte(5) }
}

export function linearToHex({ r, g, b }: LinearRgb): string {
  return '#' + [r, g, b].map((value) => encoded(value).toString(16).padStart(2, '0')).join('')
}

export function oklabToHex(colour: Oklab): string {
  return linearToHex(oklabToLinear(colour))
}

/** How different two colours look: distance in OKLab. 0.02 is about what one just notices; black to white is 1. */
export function deltaEOk(one: Oklab, other: Oklab): number {
  return Math.hypot(one.L - other.L, one.a - other.a, one.b - other.b)
}

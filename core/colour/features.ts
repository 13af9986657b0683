/**
 * What the mosaic and the layouts know of a picture's colours: its mean, and a grid of 4 × 4 means. Averaged in linear
 * light, because that is what the eye does from afar with what is too small to be seen apart.
 */
import { linear, linearToHex, linearToOklab, type LinearRgb, type Oklab } from './oklab.ts'

const featureGrid = 4
/** L, a, b for each cell, row by row from the upper left. */
export const featureLength = featureGrid * featureGrid * 3

/** Steps of the int8: L 0 … 1 becomes 0 … 127, a and b −0.4 … 0.4 become −127 … 127. */
const lightnessScale = 127
const chromaScale = 127 / 0.4

export interface ColourFeatures {
  /** `#rrggbb` */
  readonly averageColour: string
  readonly features: Int8Array
}

/** `rgb` is 8-bit sRGB, three bytes a pixel. A hundred pixels across are plenty; one is enough. */
export function colourFeatures(rgb: Uint8Array, widthPx: number, heightPx: number): ColourFeatures {
  const features = new Int8Array(featureLength)
  for (let row = 0; row < featureGrid; row++) {
    for (let column = 0; column < featureGrid; column++) {
      const mean = meanOf(rgb, widthPx, span(column, widthPx), span(row, heightPx))
      const { L, a, b } = linearToOklab(mean)
      const at = (row * featureGrid + column) * 3
      features[at] = int8(L * lightnessScale)
      features[at + 1] = int8(a * chromaScale)
      features[at + 2] = int8(b * chromaScale)
    }
  }
  const whole = meanOf(rgb, widthPx, { from: 0, to: widthPx }, { from: 0, to: heightPx })
  return { averageColour: linearToHex(whole), features }
}

/** The colour of one cell (0 … 15) read back from features. */
export function featureColour(features: Int8Array, cell: number): Oklab {
  const part = (offset: number) => features[cell * 3 + offset] ?? 0
  return { L: part(0) / lightnessScale, a: part(1) / chromaScale, b: part(2) / chromaScale }
}

interface Span {
  readonly from: number
  readonly to: number
}

/** The pixels of one of the four parts of a side; in a picture smaller than the grid, parts share pixels. */
function span(part: number, sidePx: number): Span {
  const from = Math.floor((part * sidePx) / featureGrid)
  return { from, to: Math.max(from + 1, Math.floor(((part + 1) * sidePx) / featureGrid)) }
}

function meanOf(rgb: Uint8Array, widthPx: number, columns: Span, rows: Span): LinearRgb {
  let r = 0
  let g = 0
  let b = 0
  for (let y = rows.from; y < rows.to; y++) {
    for (let x = columns.from; x < columns.to; x++) {
      const at = (y * widthPx + x) * 3
      r += linear(rgb[at] ?? 0)
      g += linear(rgb[at + 1] ?? 0)
      b += linear(rgb[at + 2] ?? 0)
    }
  }
  const count = (columns.to - columns.from) * (rows.to - rows.from)
  return { r: r / count, g: g / count, b: b / count }
}

function int8(value: number): number {
  return Math.max(-127, Math.min(127, Math.round(value)))
}

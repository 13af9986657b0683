/** How light each pixel of a picture looks, which is what tells pictures apart; colour is for `core/colour`. */
import { linear, linearToOklab } from '../colour/oklab.ts'

export interface LightnessPlane {
  /** OKLab L, 0 … 1, row by row from the upper left. */
  readonly values: Float64Array
  readonly widthPx: number
  readonly heightPx: number
}

/** `rgb` is 8-bit sRGB, three bytes a pixel. */
export function lightnessPlane(rgb: Uint8Array, widthPx: number, heightPx: number): LightnessPlane {
  const values = Float64Array.from({ length: widthPx * heightPx }, (_, pixel) => {
    const channel = (offset: number) => linear(rgb[pixel * 3 + offset] ?? 0)
    return linearToOklab({ r: channel(0), g: channel(1), b: channel(2) }).L
  })
  return { values, widthPx, heightPx }
}

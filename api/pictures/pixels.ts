/** Pixels in memory: 8-bit sRGB, three bytes a pixel, row by row from the upper left. What all pictures become. */
export interface Pixels {
  readonly data: Buffer
  readonly widthPx: number
  readonly heightPx: number
}

/** How sharp is told what `Pixels` are. */
export function rawInput(pixels: Pixels) {
  return { raw: { width: pixels.widthPx, height: pixels.heightPx, channels: 3 as const } }
}

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

/**
 * Gives the memory of pixels back that nobody reads any more; they are empty afterwards. V8 would do so some time, but it
 * lies outside its heap, and where little else happens several hundred megabytes gather before V8 looks.
 */
export function letGo({ data }: Pixels): void {
  // A buffer that shares its memory with others is left to V8.
  if (data.buffer instanceof ArrayBuffer && data.byteLength === data.buffer.byteLength)
    data.buffer.transfer(0)
}

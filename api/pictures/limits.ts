/** What one picture may cost. A house may want it otherwise: see `PICTURE_MAX_…` in `.env.example`. */
export interface PictureLimits {
  /** Of a photo as it says itself, before anything is decoded. */
  readonly pixelsMax: number
  /** Of processor time, from handing over a source to having its picture: how busy a machine is, is not its fault. */
  readonly secondsMax: number
  /** By the clock. Who has not answered then hangs, or waits for a machine that has no time at all. */
  readonly clockSecondsMax: number
  /** Resident memory of the process. A HEIC of 48 megapixels needs about 900 MB, a JPEG of 12 about 200. */
  readonly memoryMaxBytes: number
}

/** How long by the clock for so many seconds of a processor: a machine may have ten other things to do. */
export function clockSecondsOf(secondsMax: number): number {
  return secondsMax * 10
}

export const pictureLimits: PictureLimits = {
  pixelsMax: 120_000_000,
  secondsMax: 60,
  clockSecondsMax: clockSecondsOf(60),
  memoryMaxBytes: 1_200_000_000,
}

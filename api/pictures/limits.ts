/** What one picture may cost. A house may want it otherwise: see `PICTURE_MAX_…` in `.env.example`. */
export interface PictureLimits {
  /** Of a photo as it says itself, before anything is decoded. */
  readonly pixelsMax: number
  /** From handing over a source to having its picture, whatever it consists of. */
  readonly secondsMax: number
  /** Resident memory of the process. A HEIC of 48 megapixels needs about 900 MB, a JPEG of 12 about 200. */
  readonly memoryMaxBytes: number
}

export const pictureLimits: PictureLimits = {
  pixelsMax: 120_000_000,
  secondsMax: 60,
  memoryMaxBytes: 1_200_000_000,
}

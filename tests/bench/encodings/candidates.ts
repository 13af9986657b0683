/** The ways in which a picture could be written, and those in which it is (`api/pictures/renditions.ts`). */
import type { Sharp } from 'sharp'

/** One way of writing, at any quality. */
export interface Encoder {
  readonly name: string
  readonly qualities: readonly number[]
  write(picture: Sharp, quality: number): Sharp
}

/** What a size is written as today, in the name and quality of an encoder below. */
export interface Size {
  readonly name: string
  readonly longSidePx: number
  readonly written: { readonly encoder: string; readonly quality: number }
  readonly encoders: readonly Encoder[]
}

const jpeg = (qualities: readonly number[]): readonly Encoder[] =>
  [false, true].map((optimiseCoding) => ({
    name: optimiseCoding ? 'JPEG, best Huffman' : 'JPEG',
    qualities,
    write: (picture, quality) => picture.jpeg({ quality, chromaSubsampling: '4:4:4', optimiseCoding }),
  }))

const webp = (efforts: readonly number[], qualities: readonly number[]): readonly Encoder[] =>
  efforts.map((effort) => ({
    name: `WebP, effort ${effort}`,
    qualities,
    write: (picture, quality) => picture.webp({ quality, effort }),
  }))

const avif = (efforts: readonly number[], qualities: readonly number[]): readonly Encoder[] =>
  efforts.map((effort) => ({
    name: `AVIF, effort ${effort}`,
    qualities,
    write: (picture, quality) => picture.avif({ quality, effort }),
  }))

/** Large ones are not tried with what takes a minute each. */
const large = [...jpeg([80, 85, 92]), ...webp([0, 2, 4], [82, 90, 97]), ...avif([0, 2], [55, 70, 85])]
const small = [...jpeg([65, 78, 88]), ...webp([0, 2, 4], [70, 82, 92]), ...avif([0, 2, 4], [40, 55, 70])]

const smallWebp = { encoder: 'WebP, effort 2', quality: 82 }

export const sizes: readonly Size[] = [
  { name: 'master', longSidePx: 6000, written: { encoder: 'JPEG', quality: 92 }, encoders: large },
  { name: '2048', longSidePx: 2048, written: { encoder: 'JPEG', quality: 85 }, encoders: large },
  { name: '512', longSidePx: 512, written: smallWebp, encoders: small },
  { name: '128', longSidePx: 128, written: smallWebp, encoders: small },
  { name: '32', longSidePx: 32, written: smallWebp, encoders: small },
]

/** What is known of a picture without opening it again: its colours, how busy it is, its likeness, a blurred stand-in. */
import { rgbaToThumbHash } from 'thumbhash'
import sharp from 'sharp'
import { colourFeatures, type ColourFeatures } from '#core/colour/features.ts'
import { gradientEnergy } from '#core/picture/gradient-energy.ts'
import { lightnessPlane } from '#core/picture/lightness.ts'
import { perceptualHash } from '#core/picture/perceptual-hash.ts'
import { rawInput, type Pixels } from './pixels.ts'

export interface PictureFeatures extends ColourFeatures {
  /** ThumbHash (Evan Wallace, 2023): about 25 bytes that a browser turns into a blurred picture. */
  readonly thumbhash: Uint8Array
  /** 0 … 1, see `gradientEnergy`. */
  readonly gradientEnergy: number
  /** 64 bits, or null for a picture with too little in it; see `perceptualHash`. */
  readonly perceptualHash: string | null
}

/** ThumbHash takes at most 100 × 100; 64 is what the ladder has. */
const featurePx = 64

/** From pixels of any size; hand over a small rendition's pixels to save work. */
export async function pictureFeatures(pixels: Pixels): Promise<PictureFeatures> {
  const small = await sharp(pixels.data, rawInput(pixels))
    .resize({ width: featurePx, height: featurePx, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height } = small.info
  const rgba = new Uint8Array(width * height * 4).fill(255)
  for (let i = 0; i < width * height; i++) rgba.set(small.data.subarray(i * 3, i * 3 + 3), i * 4)
  const plane = lightnessPlane(small.data, width, height)
  return {
    ...colourFeatures(small.data, width, height),
    thumbhash: rgbaToThumbHash(width, height, rgba),
    gradientEnergy: gradientEnergy(plane),
    perceptualHash: perceptualHash(plane),
  }
}

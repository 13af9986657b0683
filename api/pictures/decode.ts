/**
 * Any accepted file → upright sRGB pixels. Here, and only here, sharp reads what a stranger sent: few decoders, hard
 * limits, the first picture of several, transparent ground on paper white, nothing kept but the pixels.
 */
import sharp from 'sharp'
import { firstPage } from './first-page.ts'
import { decodeHeic, openHeicReader } from './heic.ts'
import { pictureLimits, type PictureLimits } from './limits.ts'
import type { Pixels } from './pixels.ts'
import { oddGamma, toSrgb } from './png-gamma.ts'
import { sniff, type PictureType } from './sniff.ts'
import { PictureUnreadable, type UnreadableReason } from './unreadable.ts'

// Every decoder that could be reached by crafted bytes is shut, then the few we use are opened again. SVG is one of
// them because our own drawings and lettering come as SVG; bytes from outside can never be it, see `sniff`.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadHeif',
    'VipsForeignLoadTiff',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadSvg',
  ],
})
// The same picture is never opened twice in a row here; libvips' own cache would only hold memory.
sharp.cache(false)

export interface DecodeLimits {
  /** Pixels of the file as it says itself, before anything is decoded. */
  readonly pixelsMax: number
  /** By the clock, for a HEIC. How long any of them may work is watched from outside (workbench.ts). */
  readonly clockSecondsMax: number
  /** The longer side of what comes out; larger pictures are scaled down while they are decoded. */
  readonly sidePxMax: number
  /** WebAssembly memory of a HEIC; a picture of 48 megapixels needs about 500 MB. */
  readonly memoryMaxBytes: number
}

/** What is left of a picture's limits for decoding it. The rest is for what is made of it. */
export const decodeLimitsWithin = ({
  pixelsMax,
  clockSecondsMax,
  memoryMaxBytes,
}: PictureLimits): DecodeLimits => ({
  pixelsMax,
  clockSecondsMax,
  sidePxMax: 6000,
  memoryMaxBytes: (memoryMaxBytes * 5) / 6,
})

export const decodeLimits = decodeLimitsWithin(pictureLimits)

/**
 * Decodes a picture: turned upright, in sRGB by its own colour profile, 8 bits, on white.
 * @throws PictureUnreadable with the reason
 */
export async function decodePicture(bytes: Uint8Array, limits: DecodeLimits = decodeLimits): Promise<Pixels> {
  const type = await sniff(bytes)
  if (type === null) throw new PictureUnreadable('not-a-picture')
  // Outside of what is laid at the picture's door.
  const heicReader = type === 'heic' ? await openHeicReader() : null
  try {
    if (heicReader) {
      // libheif has turned it upright already; a TIFF of ours carries the pixels and their profile on to sharp.
      return await toPixels(await decodeHeic(bytes, heicReader, limits), {
        upright: true,
        limits,
        type: 'tiff',
      })
    }
    const gamma = type === 'png' ? oddGamma(bytes) : null
    const single = type === 'tiff' ? firstPage(bytes) : bytes
    const usual = gamma === null ? single : await withoutGamma(bytes, gamma, limits)
    return await toPixels(usual, { upright: false, limits, type })
  } catch (error) {
    if (error instanceof PictureUnreadable) throw error
    throw new PictureUnreadable(reasonOf(error), { cause: error })
  }
}

async function toPixels(
  bytes: Uint8Array,
  { upright, limits, type }: { upright: boolean; limits: DecodeLimits; type: PictureType },
): Promise<Pixels> {
  const picture = sharp(bytes, {
    // A warning ("extraneous bytes before marker") is everyday for phones; an error or a missing end is not.
    failOn: 'error',
    limitInputPixels: limits.pixelsMax,
    pages: 1,
    autoOrient: !upright,
  })
  const { format } = await picture.metadata()
  // Two readings of the same bytes must agree, or somebody is playing.
  if (format !== (type === 'avif' ? 'heif' : type)) throw new PictureUnreadable('not-a-picture')
  const { data, info } = await picture
    .resize({ width: limits.sidePxMax, height: limits.sidePxMax, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) throw new PictureUnreadable('damaged')
  return { data, widthPx: info.width, heightPx: info.height }
}

/** The same PNG with colours as sRGB has them. Before it is laid on white: what shines through is light, too. */
async function withoutGamma(bytes: Uint8Array, gamma: number, limits: DecodeLimits): Promise<Buffer> {
  const { data, info } = await sharp(bytes, { failOn: 'error', limitInputPixels: limits.pixelsMax })
    .resize({ width: limits.sidePxMax, height: limits.sidePxMax, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const srgb = toSrgb(gamma)
  for (let at = 0; at < data.length; at++) if (at % 4 !== 3) data[at] = srgb[data[at] ?? 0] ?? 0
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 4 } })
    .png({ compressionLevel: 0 })
    .toBuffer()
}

/** libvips tells its reasons in English prose only. */
function reasonOf(error: unknown): UnreadableReason {
  const message = error instanceof Error ? error.message : ''
  if (/pixel limit|too large|maximum image size/i.test(message)) return 'too-many-pixels'
  if (/premature end|truncated|end of (file|stream|image)|unexpected eof|not enough/i.test(message))
    return 'truncated'
  if (/memory|unable to allocate/i.test(message)) return 'too-much-memory'
  return 'damaged'
}

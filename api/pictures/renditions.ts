/** One master and its ladder of renditions, as bytes that carry pixels and nothing else. */
import sharp from 'sharp'
import { renditionSizesPx, type RenditionSize } from '#core/contract/pieces.ts'
import { rawInput, type Pixels } from './pixels.ts'

export interface EncodedPicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly mediaType: 'image/jpeg' | 'image/webp'
  readonly bytes: Buffer
}

export interface Rendition extends EncodedPicture {
  readonly sizePx: RenditionSize
}

/**
 * The master is JPEG without chroma subsampling at a quality where no difference is seen (ΔE OK below 0.01 in the
 * mean): WebP takes five times as long at 12 MP, and the master is opened by few. sharp writes no EXIF, XMP, IPTC or
 * profile unless asked; a test reads every stored byte to be sure.
 */
export async function encodeMaster(pixels: Pixels): Promise<EncodedPicture> {
  const bytes = await sharp(pixels.data, rawInput(pixels))
    .jpeg({ quality: 92, chromaSubsampling: '4:4:4', optimiseCoding: true })
    .toBuffer()
  return { widthPx: pixels.widthPx, heightPx: pixels.heightPx, mediaType: 'image/jpeg', bytes }
}

/**
 * The sizes of the ladder that a picture has: every size below its longer side, and the first that is not below it,
 * which holds the picture as large as it is. Asked for a larger one, answer with the last: nothing is ever enlarged,
 * and even the smallest picture has one.
 */
export function ladderFor(widthPx: number, heightPx: number): readonly RenditionSize[] {
  const longSide = Math.max(widthPx, heightPx)
  const top = renditionSizesPx.findIndex((size) => size >= longSide)
  return top === -1 ? renditionSizesPx : renditionSizesPx.slice(0, top + 1)
}

/** Largest first, each from the next larger, so that the large one is read once. `smallest` is for the features. */
export async function makeLadder(pixels: Pixels): Promise<{ renditions: Rendition[]; smallest: Pixels }> {
  const renditions: Rendition[] = []
  let from = pixels
  let featuresFrom = pixels
  for (const sizePx of ladderFor(pixels.widthPx, pixels.heightPx).toReversed()) {
    from = await shrink(from, sizePx)
    if (sizePx >= 64) featuresFrom = from
    renditions.unshift({ sizePx, ...(await encodeRendition(from)) })
  }
  return { renditions, smallest: featuresFrom }
}

async function shrink(pixels: Pixels, sizePx: number): Promise<Pixels> {
  if (Math.max(pixels.widthPx, pixels.heightPx) <= sizePx) return pixels
  const { data, info } = await sharp(pixels.data, rawInput(pixels))
    .resize({ width: sizePx, height: sizePx, fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, widthPx: info.width, heightPx: info.height }
}

async function encodeRendition(pixels: Pixels): Promise<EncodedPicture> {
  const bytes = await sharp(pixels.data, rawInput(pixels)).webp({ quality: 82, effort: 2 }).toBuffer()
  return { widthPx: pixels.widthPx, heightPx: pixels.heightPx, mediaType: 'image/webp', bytes }
}

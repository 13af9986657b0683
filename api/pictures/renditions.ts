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

/*
 * How they are written was chosen by measuring (four phone photos of 8 to 10 MP, 2 cores; time for all four, bytes,
 * root mean square error of 255):
 *
 *     master  JPEG 92 4:4:4  174 ms  5465 kB  0.9      with optimised Huffman tables  624 ms  5287 kB
 *     2048    JPEG 85 4:4:4   64 ms  1622 kB  2.0      WebP 82, effort 2              483 ms   678 kB  2.9
 *     512     JPEG 85 4:4:4    7 ms   165 kB  3.3      WebP 82, effort 2               38 ms    91 kB  4.1
 *
 * The large ones are mostly read by ourselves, to draw tiles: JPEG, quick both ways, and without chroma subsampling, so
 * that ink on coloured paper does not fray. The small ones go to browsers by the hundred: WebP.
 * sharp writes no EXIF, XMP, IPTC or profile unless asked; a test reads every stored byte to be sure.
 */
const masterQuality = 92
const largeQuality = 85
const smallQuality = 82
const largestWebpPx = 512

export function encodeMaster(pixels: Pixels): Promise<EncodedPicture> {
  return encodeJpeg(pixels, masterQuality)
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
    const encoded = await (sizePx > largestWebpPx ? encodeJpeg(from, largeQuality) : encodeWebp(from))
    renditions.unshift({ sizePx, ...encoded })
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

async function encodeWebp(pixels: Pixels): Promise<EncodedPicture> {
  const bytes = await sharp(pixels.data, rawInput(pixels))
    .webp({ quality: smallQuality, effort: 2 })
    .toBuffer()
  return { widthPx: pixels.widthPx, heightPx: pixels.heightPx, mediaType: 'image/webp', bytes }
}

async function encodeJpeg(pixels: Pixels, quality: number): Promise<EncodedPicture> {
  const bytes = await sharp(pixels.data, rawInput(pixels))
    .jpeg({ quality, chromaSubsampling: '4:4:4', optimiseCoding: false })
    .toBuffer()
  return { widthPx: pixels.widthPx, heightPx: pixels.heightPx, mediaType: 'image/jpeg', bytes }
}

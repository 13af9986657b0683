/**
 * What is hidden in a picture, by parsers that are not ours: in the stored bytes, where our own walk through them looks
 * too, and in what a phone sends.
 */
import exifr from 'exifr'
import sharp from 'sharp'
import { hiddenParts } from '#api/pictures/hidden.ts'
import type { PreparedPicture } from '#api/pictures/prepare.ts'

/** @returns each thing that was found; nothing when all is well */
export async function hiddenIn({ master, renditions }: PreparedPicture): Promise<string[]> {
  const found: string[] = []
  for (const { bytes, mediaType, widthPx } of [master, ...renditions]) {
    const parsed: unknown =
      mediaType === 'image/jpeg' &&
      (await exifr.parse(bytes, { tiff: true, exif: true, gps: true, xmp: true, icc: true, iptc: true }))
    if (parsed) found.push(`${widthPx} px: ${Object.keys(parsed).join(', ')}`)
    found.push(...hiddenParts(bytes).map((part) => `${widthPx} px: ${part}`))
  }
  return found
}

/** As much as the parser can look for. What a picture's colours mean, and which way is up, is not hidden. */
const everything = {
  ...{ tiff: true, exif: true, gps: true, interop: true, makerNote: true, userComment: true },
  ...{ xmp: true, iptc: true, ifd1: true, icc: false, jfif: false, ihdr: false },
}
const mayBeSaid = new Set(['Orientation'])
/** The parser's word that it could not find its way in a file; then what sharp found there is read. */
const lostItsWay = 'errors'

/** @returns each thing that was found in a file that is about to be sent; nothing when all is well */
export async function hiddenInSent(bytes: Uint8Array): Promise<string[]> {
  const picture = Buffer.from(bytes)
  const { format, exif, xmp, iptc, comments = [] } = await sharp(picture).metadata()
  const found = comments.map(({ keyword }) => `words: ${keyword}`)
  if (iptc) found.push('iptc')
  // Where a file's parts cannot be moved, an empty place is left of it.
  if (xmp?.some((byte) => byte !== 0)) found.push('xmp')
  const named = Buffer.from('Exif\0\0')
  const tiff = exif?.subarray(0, named.length).equals(named) ? exif.subarray(named.length) : exif
  const byFile: unknown = format === 'webp' ? undefined : await exifr.parse(picture, everything)
  const byExif: unknown = tiff && (await exifr.parse(tiff, everything))
  for (const parsed of [byFile, byExif])
    found.push(
      ...Object.keys(parsed ?? {}).filter(
        (key) => !mayBeSaid.has(key) && !(parsed === byFile && key === lostItsWay),
      ),
    )
  return found
}

/** What is hidden in the stored bytes of a picture, by our own walk through them and by a parser that is not ours. */
import exifr from 'exifr'
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

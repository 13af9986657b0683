/**
 * Looks for anything in stored picture bytes that is not the picture. Used to check what we write; it walks the file's
 * own structure, so it cannot be fooled by a marker inside compressed data.
 */

/** What was found, named as in the file: a JPEG segment (`APP1`, `COM`), a WebP chunk (`EXIF`), or `trailing bytes`. */
export type HiddenPart = string

/** Everything beside the pixels in a JPEG or WebP; an empty list is what every stored picture must give. */
export function hiddenParts(bytes: Uint8Array): readonly HiddenPart[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.subarray(0, 2).equals(Buffer.from([0xff, 0xd8]))) return hiddenInJpeg(view)
  if (view.toString('latin1', 0, 4) === 'RIFF' && view.toString('latin1', 8, 12) === 'WEBP')
    return hiddenInWebp(view)
  return ['unknown format']
}

/** ITU-T T.81 annex B: segments from 0xFF, then entropy-coded data until EOI. APP0 is allowed as a bare JFIF header only. */
function hiddenInJpeg(jpeg: Buffer): HiddenPart[] {
  const found: HiddenPart[] = []
  let at = 2
  while (at + 4 <= jpeg.length) {
    const marker = jpeg[at + 1] ?? 0
    if (jpeg[at] !== 0xff) return [...found, 'broken segment']
    const end = at + 2 + jpeg.readUInt16BE(at + 2)
    const bareJfif =
      marker === 0xe0 && end - at === 18 && jpeg.toString('latin1', at + 4, at + 9) === 'JFIF\0'
    if (marker >= 0xe0 && marker <= 0xef && !bareJfif) found.push(`APP${marker - 0xe0}`)
    if (marker === 0xfe) found.push('COM')
    at = end
    if (marker === 0xda) at = endOfScan(jpeg, at)
    if (jpeg[at] === 0xff && jpeg[at + 1] === 0xd9) {
      return at + 2 === jpeg.length ? found : [...found, 'trailing bytes']
    }
  }
  return [...found, 'no end']
}

/** Entropy-coded data ends at the first marker that is neither a stuffed zero nor a restart. */
function endOfScan(jpeg: Buffer, from: number): number {
  let at = from
  for (;;) {
    at = jpeg.indexOf(0xff, at)
    if (at === -1) return jpeg.length
    const next = jpeg[at + 1] ?? 0
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
    at += 2
  }
}

/** RFC 9649: RIFF chunks, each padded to even length. */
function hiddenInWebp(webp: Buffer): HiddenPart[] {
  const found: HiddenPart[] = []
  const end = 8 + webp.readUInt32LE(4)
  let at = 12
  while (at + 8 <= Math.min(end, webp.length)) {
    const name = webp.toString('latin1', at, at + 4)
    if (name !== 'VP8 ' && name !== 'VP8L') found.push(name.trim())
    const length = webp.readUInt32LE(at + 4)
    at += 8 + length + (length % 2)
  }
  return at === webp.length ? found : [...found, 'trailing bytes']
}

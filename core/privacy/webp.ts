/**
 * Takes what is hidden in a WebP out of it without decoding a pixel.
 *
 *   RIFF size WEBP  VP8X   ICCP  ANIM  ALPH  VP8/VP8L/ANMF …  EXIF  XMP   (others)  (trailer)
 *        new        flags  keep  keep  keep  keep             turn  drop  drop      drop
 *
 * Of the EXIF one number is kept: which way is up. RFC 9649, section 2.
 */
import { hasName, joined, letters, littleEndian, nameAt, uint32 } from './bytes.ts'
import { exifOf, orientationIn, uprightOrientation } from './exif.ts'

const riffHeaderBytes = 12
const chunkHeaderBytes = 8
/** What a frame says of its place and time, before its own chunks. */
const frameHeaderBytes = 16
const exifName = 'Exif\0\0'

const flag = { exif: 0x08, xmp: 0x04 } as const

const pictureNames = new Set(['VP8 ', 'VP8L'])
const keptNames = new Set([...pictureNames, 'VP8X', 'ICCP', 'ANIM', 'ANMF', 'ALPH'])
const keptInFrame = new Set([...pictureNames, 'ALPH'])

/** Whether the bytes begin as a WebP does. */
export const isWebp = (bytes: Uint8Array): boolean => hasName(bytes, 0, 'RIFF') && hasName(bytes, 8, 'WEBP')

interface Chunk {
  readonly name: string
  readonly start: number
  readonly payload: number
  /** One past the last that is there, and that there should be. Both count the byte that makes its length even. */
  readonly end: number
  readonly saidEnd: number
}

/** The chunks between two places; the last may be broken off. Null when something else lies between them. */
function chunksIn(bytes: Uint8Array, from: number, to: number): readonly Chunk[] | null {
  const chunks: Chunk[] = []
  let at = from
  while (at < to) {
    const length = uint32(bytes, at + 4, 'little')
    if (length === null || at + chunkHeaderBytes > to) return null
    const payload = at + chunkHeaderBytes
    const saidEnd = payload + length + (length % 2)
    const end = Math.min(saidEnd, to)
    chunks.push({ name: nameAt(bytes, at), start: at, payload, end, saidEnd })
    at = end
  }
  return chunks
}

/**
 * @returns the same picture without hidden data, never larger. What is no WebP, or is not put together as one, comes
 * back as it is.
 */
export function stripWebp(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (!isWebp(bytes)) return bytes
  const riffEnd = 8 + (uint32(bytes, 4, 'little') ?? 0)
  const chunks = chunksIn(bytes, riffHeaderBytes, Math.min(riffEnd, bytes.length))
  const first = chunks?.at(0)
  const last = chunks?.at(-1)
  if (!chunks || !first || !last) return bytes
  // Not broken off, but told wrongly.
  if (riffEnd < bytes.length && missingOf(last) > 0) return bytes

  const isExtended = first.name === 'VP8X'
  if (isExtended && first.end - first.payload !== 10) return bytes
  const flags = bytes[first.payload] ?? 0
  const exif = isExtended && flags & flag.exif ? chunks.find(({ name }) => name === 'EXIF') : undefined
  const orientation = exif ? orientationOf(bytes.subarray(exif.payload, exif.end)) : uprightOrientation

  const kept: Uint8Array[] = []
  const seen = new Set<string>()
  // Where the file is broken off, it is still to say how long it was.
  let missingBytes = 0
  for (const chunk of chunks) {
    const { name, start, end } = chunk
    if (chunk === exif && orientation !== uprightOrientation) kept.push(chunkOf('EXIF', exifOf(orientation)))
    if (!keptNames.has(name) || seen.has(name)) continue
    // A reader takes the first of a name, except of frames; what comes again is seen by nobody.
    const isPicture = pictureNames.has(name)
    for (const known of isPicture ? pictureNames : [name]) if (known !== 'ANMF') seen.add(known)
    missingBytes += missingOf(chunk)
    if (chunk === first && isExtended) kept.push(withFlags(bytes, chunk, orientation))
    else if (name === 'ANMF' && end === chunk.saidEnd) kept.push(...frameOf(bytes, chunk))
    else kept.push(bytes.subarray(start, end))
  }
  if (!seen.has('VP8 ') && !chunks.some(({ name }) => name === 'ANMF')) return bytes
  const size = 4 + missingBytes + kept.reduce((sum, part) => sum + part.length, 0)
  if (size > 0xffff_ffff) return bytes
  return joined([Uint8Array.from([...letters('RIFF'), ...littleEndian(size), ...letters('WEBP')]), ...kept])
}

/** Many a writer leaves out the last byte when it is there only to make the length even. */
const missingOf = ({ saidEnd, end }: Chunk): number => (saidEnd - end > 1 ? saidEnd - end : 0)

/** Readers accept the name that JPEG has before its EXIF, and many writers write it. */
const orientationOf = (payload: Uint8Array): number =>
  orientationIn(payload.subarray(hasName(payload, 0, exifName) ? exifName.length : 0))

function withFlags(bytes: Uint8Array, { start, payload, end }: Chunk, orientation: number): Uint8Array {
  const header = bytes.slice(start, end)
  const others = (bytes[payload] ?? 0) & ~(flag.exif | flag.xmp)
  header[payload - start] = others | (orientation === uprightOrientation ? 0 : flag.exif)
  return header
}

/** A frame of an animation, without what is no picture in it. */
function frameOf(bytes: Uint8Array, { start, payload, end }: Chunk): readonly Uint8Array[] {
  const chunks = chunksIn(bytes, payload + frameHeaderBytes, end)
  if (chunks === null || chunks.every(({ name }) => keptInFrame.has(name)))
    return [bytes.subarray(start, end)]
  const kept = chunks
    .filter(({ name }) => keptInFrame.has(name))
    .map(({ start, end }) => bytes.subarray(start, end))
  const length = frameHeaderBytes + kept.reduce((sum, part) => sum + part.length, 0)
  return [
    Uint8Array.from([...letters('ANMF'), ...littleEndian(length)]),
    bytes.subarray(payload, payload + frameHeaderBytes),
    ...kept,
  ]
}

const chunkOf = (name: string, payload: readonly number[]): Uint8Array =>
  Uint8Array.from([...letters(name), ...littleEndian(payload.length), ...payload])

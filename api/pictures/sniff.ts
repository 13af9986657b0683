/** Which kind of picture some bytes are, told by the bytes themselves; a name or a header is never asked. */
import { fileTypeFromBuffer } from 'file-type'

export type PictureType = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'tiff' | 'gif'

/** As many bytes as `sniff` needs at most to know. */
export const sniffBytes = 4_100

const known: ReadonlyMap<string, PictureType> = new Map([
  ['image/jpeg', 'jpeg'],
  ['image/png', 'png'],
  ['image/apng', 'png'],
  ['image/webp', 'webp'],
  ['image/avif', 'avif'],
  ['image/heic', 'heic'],
  ['image/heif', 'heic'],
  ['image/heic-sequence', 'heic'],
  ['image/heif-sequence', 'heic'],
  ['image/tiff', 'tiff'],
  ['image/gif', 'gif'],
])

/**
 * Tells the type by magic bytes, or null for all that we do not take in: SVG, MVG, PDF, video, camera raw, libvips'
 * own files, anything else. Pass the whole file or at least its first `sniffBytes`; the beginning of a TIFF cannot
 * be told from a camera's raw file, so that is asked again with the whole file when it is opened.
 */
export async function sniff(bytes: Uint8Array): Promise<PictureType | null> {
  const type = await fileTypeFromBuffer(bytes)
  if (type === undefined) return beginsAsTiff(bytes) ? 'tiff' : null
  return known.get(type.mime) ?? null
}

/** TIFF 6.0, section 2: byte order, 42, and a directory that may lie anywhere in the file. */
function beginsAsTiff(bytes: Uint8Array): boolean {
  const magic = Buffer.from(bytes.subarray(0, 4)).toString('latin1')
  return magic === 'II*\0' || magic === 'MM\0*'
}

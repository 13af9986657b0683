/**
 * Takes what is hidden in a PNG out of it without decoding a pixel: place, time, words, the makers of the file and its
 * history, and what is hung on behind the end.
 *
 *   signature  IHDR  gAMA iCCP …  eXIf  tEXt tIME caBX …  IDAT IDAT …  IEND  (trailer)
 *              keep  keep         turn  drop              keep         keep  drop
 *
 * Of the eXIf one number is kept, in the same place: which way is up. An animation (APNG) becomes its still picture.
 * Chunks: Portable Network Graphics (Third Edition), W3C 2025, sections 5.3 and 11.
 */
import { bigEndian, hasName, joined, letters, nameAt, uint32 } from './bytes.ts'
import { exifOf, orientationIn, uprightOrientation } from './exif.ts'

const signature = '\x89PNG\r\n\x1a\n'

/** What the pixels are, and what colours they mean. */
const keptNames = new Set(['IHDR', 'PLTE', 'IDAT', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'sBIT'])

/** Whether the bytes begin as a PNG does. */
export const isPng = (bytes: Uint8Array): boolean => hasName(bytes, 0, signature)

/**
 * @returns the same picture without hidden data, never larger. What is no PNG, breaks off before its first pixels, or
 * holds a chunk without which it cannot be understood and that we do not know, comes back as it is.
 */
export function stripPng(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (!isPng(bytes)) return bytes
  const kept: Uint8Array[] = [bytes.subarray(0, signature.length)]
  let seenPixels = false
  let seenExif = false
  let at = signature.length

  while (at + 8 <= bytes.length) {
    const name = nameAt(bytes, at + 4)
    if (name === 'IEND') {
      kept.push(chunk('IEND', []).subarray(0, bytes.length - at))
      break
    }
    const payload = at + 8
    const length = uint32(bytes, at, 'big') ?? 0
    const saidEnd = payload + length + 4
    const end = Math.min(saidEnd, bytes.length)
    if (keptNames.has(name)) kept.push(bytes.subarray(at, end))
    else if (isCritical(name)) return bytes
    else if (name === 'eXIf' && !seenExif && end === saidEnd) {
      seenExif = true
      const orientation = orientationIn(bytes.subarray(payload, payload + length))
      if (orientation !== uprightOrientation) kept.push(chunk('eXIf', exifOf(orientation)))
    }
    if (name === 'IDAT') seenPixels = true
    at = end
  }
  return seenPixels ? joined(kept) : bytes
}

/** Section 5.4: a capital first letter says so. */
const isCritical = (name: string): boolean => /^[A-Z]/.test(name)

function chunk(name: string, payload: readonly number[]): Uint8Array {
  const named = [...letters(name), ...payload]
  return Uint8Array.from([...bigEndian(named.length - 4), ...named, ...bigEndian(crc32(named))])
}

/** Annex D, bit by bit: only a few bytes are ever counted. */
function crc32(bytes: readonly number[]): number {
  let crc = 0xffff_ffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0)
  }
  return ~crc >>> 0
}

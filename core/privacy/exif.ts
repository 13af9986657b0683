/**
 * The one number of an EXIF that is kept: which way is up. It lies in the first directory of a small TIFF.
 * CIPA DC-008 section 4.5 and 4.6.5.
 */
import { hasName, uint16, uint32 } from './bytes.ts'

export const uprightOrientation = 1

/** A TIFF of one directory with one entry is the smallest that says it. */
const smallestBytes = 26

/** The orientation (1 … 8) in an EXIF's TIFF; 1 where it says none or is not to be read. */
export function orientationIn(tiff: Uint8Array): number {
  // So that what is written in its stead is never larger than what was there.
  if (tiff.length < smallestBytes) return uprightOrientation
  const order = hasName(tiff, 0, 'II') ? 'little' : 'big'
  const directory = uint32(tiff, 4, order)
  const entries = directory === null ? null : uint16(tiff, directory, order)
  if (directory === null || entries === null) return uprightOrientation
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * 12
    const tag = uint16(tiff, at, order)
    if (tag === null) break
    if (tag !== 0x0112) continue
    const value = uint16(tiff, at + 8, order)
    return value !== null && value >= 1 && value <= 8 ? value : uprightOrientation
  }
  return uprightOrientation
}

/** The smallest EXIF there is, as a TIFF: one directory with one entry. */
export const exifOf = (orientation: number): number[] => [
  ...[0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08],
  ...[0x00, 0x01],
  ...[0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00],
  ...[0x00, 0x00, 0x00, 0x00],
]

/**
 * Takes what is hidden in a JPEG out of it without decoding a pixel: place, time, phone, notes, earlier versions.
 *
 *   SOI  APP0  APP1        APP2   APP13  DQT SOF DHT SOS ······ EOI  (trailer)
 *        JFIF  EXIF, XMP   ICC    IPTC                               motion photo, second picture
 *        keep  drop        keep   drop   keep …                      drop
 *
 * Of the EXIF one number is kept: which way is up. Segments: ITU-T T.81 annex B.1.1; EXIF: CIPA DC-008 section 4.5.
 */

const marker = {
  /** TEM and the restart markers stand alone, without a length. */
  temporary: 0x01,
  firstRestart: 0xd0,
  lastRestart: 0xd7,
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
  app15: 0xef,
  comment: 0xfe,
} as const

const jfifName = 'JFIF\0'
const exifName = 'Exif\0\0'
const iccName = 'ICC_PROFILE\0'
const adobeName = 'Adobe'

const uprightOrientation = 1

/** Whether the bytes begin as a JPEG does. */
export const isJpeg = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xff && bytes[1] === marker.start && bytes[2] === 0xff

/**
 * @returns the same picture without hidden data. What is no JPEG, or breaks off before its first scan, comes back
 * as it is: then there is nothing that we could tell from the picture itself, and the server looks again.
 */
export function stripJpeg(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (!isJpeg(bytes)) return bytes
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let orientation = uprightOrientation
  let seenScan = false
  let at = 2

  while (at < bytes.length) {
    const segment = segmentAt(bytes, at)
    if (segment === null) break
    if (segment.marker === marker.end) {
      kept.push(bytes.subarray(segment.start, segment.end))
      return joined(kept, orientation)
    }
    if (segment.marker === marker.app1 && orientation === uprightOrientation)
      orientation = orientationIn(bytes.subarray(segment.payload, segment.end))
    if (!isHidden(bytes, segment)) kept.push(bytes.subarray(segment.start, segment.end))
    at = segment.end
    if (segment.marker === marker.scan) {
      seenScan = true
      const scanEnd = endOfScan(bytes, at)
      kept.push(bytes.subarray(at, scanEnd))
      at = scanEnd
    }
  }
  return seenScan ? joined(kept, orientation) : bytes
}

interface Segment {
  readonly marker: number
  /** The 0xff of the marker, the first byte after the length, and one past the last. */
  readonly start: number
  readonly payload: number
  readonly end: number
}

function segmentAt(bytes: Uint8Array, at: number): Segment | null {
  let position = at
  if (bytes[position] !== 0xff) return null
  // Any number of 0xff may fill the space before a marker.
  while (bytes[position + 1] === 0xff) position += 1
  const code = bytes[position + 1]
  if (code === undefined || code === 0) return null
  const payload = position + 2
  const standsAlone =
    code === marker.end ||
    code === marker.temporary ||
    (code >= marker.firstRestart && code <= marker.lastRestart)
  if (standsAlone) return { marker: code, start: position, payload, end: payload }
  const length = uint16(bytes, payload, 'big')
  if (length === null || length < 2 || payload + length > bytes.length) return null
  return { marker: code, start: position, payload: payload + 2, end: payload + length }
}

/** Coded data runs to the next marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at !== -1) {
    const next = bytes[at + 1]
    const goesOn =
      next === 0 || next === undefined || (next >= marker.firstRestart && next <= marker.lastRestart)
    if (next !== 0xff && !goesOn) return at
    at = bytes.indexOf(0xff, at + (next === 0xff ? 1 : 2))
  }
  return bytes.length
}

function isHidden(bytes: Uint8Array, segment: Segment): boolean {
  const { marker: code, payload } = segment
  if (code === marker.comment) return true
  if (code < marker.app0 || code > marker.app15) return false
  if (code === marker.app0) return !hasName(bytes, payload, jfifName)
  if (code === marker.app2) return !hasName(bytes, payload, iccName)
  if (code === marker.app14) return !hasName(bytes, payload, adobeName)
  return true
}

const hasName = (bytes: Uint8Array, at: number, name: string): boolean =>
  [...name].every((letter, index) => bytes[at + index] === letter.charCodeAt(0))

/** The orientation (1 … 8) in an EXIF segment's payload; 1 where it says none or is not to be read. */
function orientationIn(payload: Uint8Array): number {
  if (!hasName(payload, 0, exifName)) return uprightOrientation
  const tiff = payload.subarray(exifName.length)
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

type ByteOrder = 'little' | 'big'

function uint16(bytes: Uint8Array, at: number, order: ByteOrder): number | null {
  const first = bytes[at]
  const second = bytes[at + 1]
  if (first === undefined || second === undefined) return null
  return order === 'big' ? first * 256 + second : second * 256 + first
}

function uint32(bytes: Uint8Array, at: number, order: ByteOrder): number | null {
  const first = uint16(bytes, at, order)
  const second = uint16(bytes, at + 2, order)
  if (first === null || second === null) return null
  return order === 'big' ? first * 65_536 + second : second * 65_536 + first
}

/** The smallest EXIF there is: one directory with one entry. */
const exifWith = (orientation: number): Uint8Array =>
  Uint8Array.from([
    ...[0xff, marker.app1, 0x00, 0x22],
    ...[...exifName].map((letter) => letter.charCodeAt(0)),
    ...[0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08],
    ...[0x00, 0x01],
    ...[0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00],
    ...[0x00, 0x00, 0x00, 0x00],
  ])

function joined(kept: readonly Uint8Array[], orientation: number): Uint8Array<ArrayBuffer> {
  const [first, ...rest] = kept
  const parts = [
    ...(first ? [first] : []),
    ...(orientation === uprightOrientation ? [] : [exifWith(orientation)]),
    ...rest,
  ]
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

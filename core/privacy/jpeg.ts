/**
 * Takes what is hidden in a JPEG out of it without decoding a pixel: place, time, phone, notes, earlier versions.
 *
 *   SOI  APP0  APP1        APP2   APP13  DQT SOF DHT SOS ······ EOI  (trailer)
 *        JFIF  EXIF, XMP   ICC    IPTC                               motion photo, second picture
 *        keep  drop        keep   drop   keep …                      drop
 *
 * Of the EXIF one number is kept: which way is up. Segments: ITU-T T.81 annex B.1.1.
 */
import { hasName, joined, letters, uint16 } from './bytes.ts'
import { exifOf, orientationIn, uprightOrientation } from './exif.ts'

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

/** JFIF from its name to its pixels' shape, without the thumbnail that may follow (ITU-T T.871 section 10.1). */
const bareJfifBytes = 12
/** ITU-T T.872 section 6.5.3. */
const bareAdobeBytes = 12

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
      return withOrientation(kept, orientation)
    }
    if (segment.marker === marker.app1 && orientation === uprightOrientation)
      orientation = orientationOf(bytes.subarray(segment.payload, segment.end))
    if (!isHidden(bytes, segment)) kept.push(bareSegment(bytes, segment))
    at = segment.end
    if (segment.marker === marker.scan) {
      seenScan = true
      const scanEnd = endOfScan(bytes, at)
      kept.push(bytes.subarray(at, scanEnd))
      at = scanEnd
    }
  }
  return seenScan ? withOrientation(kept, orientation) : bytes
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

/** A segment as it is, but for what may be hung on to the two that every program writes. */
function bareSegment(bytes: Uint8Array, { marker: code, start, payload, end }: Segment): Uint8Array {
  if (code === marker.app0 && end - payload > bareJfifBytes + 2)
    return shortened(code, [...bytes.subarray(payload, payload + bareJfifBytes), 0, 0])
  if (code === marker.app14 && end - payload > bareAdobeBytes)
    return shortened(code, [...bytes.subarray(payload, payload + bareAdobeBytes)])
  return bytes.subarray(start, end)
}

const shortened = (code: number, payload: readonly number[]): Uint8Array =>
  Uint8Array.from([0xff, code, 0, payload.length + 2, ...payload])

/** The orientation in an EXIF segment's payload; 1 where it is none. */
const orientationOf = (payload: Uint8Array): number =>
  hasName(payload, 0, exifName) ? orientationIn(payload.subarray(exifName.length)) : uprightOrientation

const exifSegment = (orientation: number): Uint8Array =>
  Uint8Array.from([0xff, marker.app1, 0x00, 0x22, ...letters(exifName), ...exifOf(orientation)])

/** The EXIF stands first, where readers look for it. */
function withOrientation(kept: readonly Uint8Array[], orientation: number): Uint8Array<ArrayBuffer> {
  if (orientation === uprightOrientation) return joined(kept)
  return joined([...kept.slice(0, 1), exifSegment(orientation), ...kept.slice(1)])
}

/**
 * A recorded WebM (Matroska, RFC 9559, in EBML, RFC 8794). Nothing is moved: what is no part of the sound becomes an
 * element of zeros (Void) of the same length, and so does what says when it was made, by what, and what it is called.
 *
 *   EBML  Segment ( SeekHead  Info ( scale  date  title )  Tracks ( TrackEntry ( … name ) )  Cluster ( sound )  Tags )
 *   keep            keep             keep   zeros zeros                          zeros                keep      zeros
 *
 * What is recorded live does not know its length: its Segment and Clusters go on until something else begins.
 */
const id = {
  ebml: 0x1a45dfa3,
  docType: 0x4282,
  segment: 0x18538067,
  info: 0x1549a966,
  tracks: 0x1654ae6b,
  track: 0xae,
  trackType: 0x83,
  cluster: 0x1f43b675,
  void: 0xec,
} as const

/** Looked into; everything else is kept or emptied as a whole. */
const entered = new Set<number>([id.segment, id.info, id.tracks, id.track, id.cluster])

const kept = new Set<number>([
  id.ebml,
  id.void,
  // SeekHead, Cues
  ...[0x114d9b74, 0x1c53bb6b],
  // Of Info: TimestampScale, Duration, and the two that must be there: MuxingApp, WritingApp (the browser's name).
  ...[0x2ad7b1, 0x4489, 0x4d80, 0x5741],
  // Of a TrackEntry: number, UID, type, flags, language, codec and its set-up, delays, Audio.
  ...[0xd7, 0x73c5, 0x83, 0xb9, 0x88, 0x55aa, 0x9c, 0x22b59c, 0x22b59d, 0x86, 0x63a2, 0x56aa, 0x56bb],
  ...[0x23e383, 0xe1],
  // Of a Cluster: Timestamp, Position, PrevSize, SimpleBlock, BlockGroup.
  ...[0xe7, 0xa7, 0xab, 0xa3, 0xa0],
])

const soundTrack = 2

interface Element {
  readonly id: number
  readonly start: number
  readonly payload: number
  /** One past its last byte; null where it does not say. */
  readonly end: number | null
}

export const isWebm = (bytes: Uint8Array): boolean => {
  const head = elementAt(bytes, 0)
  if (head?.id !== id.ebml || head.end === null) return false
  for (let at = head.payload; at < head.end;) {
    const element = elementAt(bytes, at)
    if (!element || element.end === null) return false
    if (element.id === id.docType)
      return String.fromCharCode(...bytes.subarray(element.payload, element.end)).startsWith('webm')
    at = element.end
  }
  return false
}

/** @returns null when it is broken off, holds no sound, or holds more than that */
export function cleanWebm(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const out = bytes.slice()
  const trackTypes: number[] = []
  let hasSound = false
  for (let at = 0; at < bytes.length;) {
    const element = elementAt(bytes, at)
    if (!element) return null
    if (entered.has(element.id)) {
      if (element.end !== null && element.end > bytes.length) return null
      if (element.id === id.cluster) hasSound = true
      at = element.payload
      continue
    }
    // Only what is entered may leave its length open.
    if (element.end === null || element.end > bytes.length) return null
    if (element.id === id.trackType) trackTypes.push(bytes[element.payload] ?? 0)
    if (!kept.has(element.id) || element.id === id.void) empty(out, element.start, element.end)
    at = element.end
  }
  const isSound = trackTypes.length > 0 && trackTypes.every((type) => type === soundTrack)
  return hasSound && isSound ? out : null
}

/** Makes a Void of these bytes, whatever they were: its length is written in as few or as many bytes as fill it. */
function empty(out: Uint8Array, start: number, end: number): void {
  const length = end - start
  out.fill(0, start, end)
  out[start] = id.void
  const isShort = length < 9
  out[start + 1] = isShort ? 0x80 | (length - 2) : 0x01
  if (!isShort) new DataView(out.buffer, out.byteOffset).setUint32(start + 5, length - 9)
}

/** A number whose first byte says, by its leading zeros, how many bytes it takes. */
function widthOf(first: number | undefined, most: number): number | null {
  const width = first === undefined ? most + 1 : Math.clz32(first) - 23
  return width <= most ? width : null
}

function elementAt(bytes: Uint8Array, start: number): Element | null {
  const idWidth = widthOf(bytes[start], 4)
  if (idWidth === null) return null
  const sizeAt = start + idWidth
  const sizeWidth = widthOf(bytes[sizeAt], 8)
  const payload = sizeWidth === null ? bytes.length + 1 : sizeAt + sizeWidth
  if (sizeWidth === null || payload > bytes.length) return null
  const name = bytes.subarray(start, sizeAt).reduce((value, byte) => value * 256 + byte, 0)
  const largest = 2 ** (7 * sizeWidth) - 1
  const size = bytes
    .subarray(sizeAt, payload)
    .reduce((value, byte, index) => value * 256 + (index === 0 ? byte - 2 ** (8 - sizeWidth) : byte), 0)
  return { id: name, start, payload, end: size === largest ? null : payload + size }
}

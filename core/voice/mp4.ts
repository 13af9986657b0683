/**
 * A recorded MP4, whole or in fragments (ISO/IEC 14496-12:2022). Numbers in it say where its sound lies, so nothing is
 * moved: what is no part of the sound becomes a box of zeros, and so do the times at which it was made.
 *
 *   ftyp  moov ( mvhd  trak ( tkhd  mdia ( mdhd hdlr minf ) udta )  mvex  udta meta )  moof  mdat  uuid
 *   keep         time         time          time  soun       zeros         zeros zeros  keep  keep  zeros
 */
import { boxesIn, type Box, type Range } from '../privacy/boxes.ts'
import { hasName, letters, nameAt } from '../privacy/bytes.ts'

const keptOutside = new Set(['ftyp', 'styp', 'moov', 'moof', 'mdat', 'sidx', 'mfra'])
const keptInMovie = new Set(['mvhd', 'trak', 'mvex', 'iods'])
const keptInTrack = new Set(['tkhd', 'edts', 'mdia', 'tref'])
const keptInMedia = new Set(['mdhd', 'hdlr', 'minf'])
const keptInFragment = new Set(['mfhd', 'traf'])
/** They begin with version and flags, then when it was made and when changed: 4 bytes each, in version 1 8. */
const timed = new Set(['mvhd', 'tkhd', 'mdhd'])

export const isMp4 = (bytes: Uint8Array): boolean => hasName(bytes, 4, 'ftyp')

/** @returns null when it is broken off, holds no sound, or holds more than that */
export function cleanMp4(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const outside = boxesIn(bytes, { from: 0, to: bytes.length })
  const childrenOf = (boxes: readonly Box[], name: string): readonly Box[] =>
    boxes.filter((box) => box.name === name).flatMap((box) => boxesIn(bytes, inside(box)))
  const movie = childrenOf(outside, 'moov')
  const track = childrenOf(movie, 'trak')
  const media = childrenOf(track, 'mdia')
  const fragments = childrenOf(outside, 'moof')

  const levels: readonly (readonly [readonly Box[], ReadonlySet<string>])[] = [
    [outside, keptOutside],
    [movie, keptInMovie],
    [track, keptInTrack],
    [media, keptInMedia],
    [fragments, keptInFragment],
  ]
  const boxes = levels.flatMap(([found]) => found)
  const isWhole = outside.at(-1)?.end === bytes.length && !boxes.some(({ isBrokenOff }) => isBrokenOff)
  // Behind version, flags and four bytes that are always zero.
  const handlers = media
    .filter(({ name }) => name === 'hdlr')
    .map(({ payload }) => nameAt(bytes, payload + 8))
  const isSound = handlers.length > 0 && handlers.every((handler) => handler === 'soun')
  if (!isWhole || !isSound || !outside.some(({ name }) => name === 'mdat')) return null

  const out = bytes.slice()
  for (const { name, payload, end } of boxes)
    if (timed.has(name)) out.fill(0, payload + 4, Math.min(end, payload + (bytes[payload] === 1 ? 20 : 12)))
  for (const [found, kept] of levels)
    for (const { name, start, payload, end } of found) {
      if (kept.has(name)) continue
      out.fill(0, payload, end)
      out.set(letters('free'), start + 4)
    }
  return out
}

const inside = ({ payload, end }: Box): Range => ({ from: payload, to: end })

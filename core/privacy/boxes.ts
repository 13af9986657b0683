/** The boxes of an ISO base media file (ISO/IEC 14496-12:2022, section 4.2): length, name, payload; boxes in boxes. */
import { nameAt, uint32 } from './bytes.ts'

export interface Box {
  readonly name: string
  readonly start: number
  readonly payload: number
  readonly end: number
  /** It says that it goes on behind the end of what there is. */
  readonly isBrokenOff: boolean
}

/** From a place to another, one past its last byte. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** The boxes from one place on, as far as there are any: what is no box ends them. */
export function boxesIn(bytes: Uint8Array, { from, to }: Range): readonly Box[] {
  const boxes: Box[] = []
  let at = from
  while (at + 8 <= to) {
    const size = uint32(bytes, at, 'big') ?? 0
    const isLong = size === 1
    const headerBytes = isLong ? 16 : 8
    // 0 says: to the end of the file.
    const length = isLong ? numberAt(bytes, at + 8, 8) : size === 0 ? to - at : size
    const name = nameAt(bytes, at + 4)
    if (length === null || length < headerBytes || at + headerBytes > to || !/^[\w ]{4}$/.test(name)) break
    const end = Math.min(at + length, to)
    boxes.push({ name, start: at, payload: at + headerBytes, end, isBrokenOff: at + length > to })
    at = end
  }
  return boxes
}

/** A number of so many bytes, 0 to 8, the highest first; null beyond the end, or where it is too large to be a place. */
export function numberAt(bytes: Uint8Array, at: number, sizeBytes: number): number | null {
  let value = 0
  for (let index = at; index < at + sizeBytes; index += 1) {
    const byte = bytes[index]
    if (byte === undefined) return null
    value = value * 256 + byte
  }
  return Number.isSafeInteger(value) ? value : null
}

/** `these` without `those`, in order. */
export function without(these: readonly Range[], those: readonly Range[]): readonly Range[] {
  const walls = inOrder(those)
  const left: Range[] = []
  let next = 0
  for (const { from, to } of inOrder(these)) {
    let at = from
    for (let wall = walls[next]; wall && wall.from < to; wall = walls[next]) {
      if (wall.from > at) left.push({ from: at, to: wall.from })
      at = Math.max(at, wall.to)
      // It may go on into the next range.
      if (wall.to > to) break
      next += 1
    }
    if (at < to) left.push({ from: at, to })
  }
  return left
}

/** The same places, each named once, from the first to the last. */
function inOrder(ranges: readonly Range[]): readonly Range[] {
  const merged: { from: number; to: number }[] = []
  for (const { from, to } of ranges.toSorted((one, other) => one.from - other.from)) {
    const last = merged.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else if (from < to) merged.push({ from, to })
  }
  return merged
}

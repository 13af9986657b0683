/** What a HEIF file consists of, and where the bytes of it lie. ISO/IEC 14496-12:2022, sections 8.11.3 and 8.11.6. */
import { boxesIn, numberAt, type Box, type Range } from './boxes.ts'
import { nameAt, uint16, uint32 } from './bytes.ts'

export interface Item {
  readonly id: number
  /** What it is: `hvc1`, `av01`, `grid`, `Exif`, `mime` (XMP is one), `uri `. */
  readonly type: string
  readonly ranges: readonly Range[]
}

/**
 * @param meta the children of the box that tells of all items
 * @param store the payload of its `idat`, where small items lie
 * @returns null when one of them cannot be found for sure
 */
export function itemsIn(
  bytes: Uint8Array,
  meta: readonly Box[],
  store: Range | null,
): readonly Item[] | null {
  const infos = meta.filter(({ name }) => name === 'iinf')
  const places = meta.filter(({ name }) => name === 'iloc')
  const [info] = infos
  const [place] = places
  if (!info || !place || infos.length > 1 || places.length > 1) return null
  const types = typesIn(bytes, info)
  const ranges = rangesIn(bytes, place, store)
  if (types === null || ranges === null) return null
  return [...ranges].map(([id, ranges]) => ({ id, type: types.get(id) ?? '', ranges }))
}

/** Version and flags before a box's own. */
const fullBoxBytes = 4

function typesIn(bytes: Uint8Array, { payload, end }: Box): ReadonlyMap<number, string> | null {
  const types = new Map<number, string>()
  const from = payload + fullBoxBytes + (bytes[payload] === 0 ? 2 : 4)
  for (const entry of boxesIn(bytes, { from, to: end })) {
    const version = bytes[entry.payload]
    if (entry.name !== 'infe' || (version !== 2 && version !== 3)) return null
    const at = entry.payload + fullBoxBytes
    const id = version === 2 ? uint16(bytes, at, 'big') : uint32(bytes, at, 'big')
    // The number of its protection stands between.
    const typeAt = at + (version === 2 ? 2 : 4) + 2
    if (id === null || typeAt + 4 > entry.end) return null
    types.set(id, nameAt(bytes, typeAt))
  }
  return types
}

function rangesIn(
  bytes: Uint8Array,
  { payload, end }: Box,
  store: Range | null,
): ReadonlyMap<number, readonly Range[]> | null {
  const found = new Map<number, readonly Range[]>()
  const version = bytes[payload] ?? 0
  if (version > 2) return null
  const sizes = uint16(bytes, payload + fullBoxBytes, 'big') ?? 0
  const [offsetBytes, lengthBytes, baseBytes, lastBytes] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, sizes & 15] // prettier-ignore
  const indexBytes = version === 0 ? 0 : lastBytes

  let at = payload + fullBoxBytes + 2
  const isOver = () => at > end
  // Behind the end all numbers are 0, and what was made of them is not used. A number that no file reaches ends it too.
  const read = (sizeBytes: number): number => {
    const value = at + sizeBytes <= end ? numberAt(bytes, at, sizeBytes) : null
    at = value === null ? Number.POSITIVE_INFINITY : at + sizeBytes
    return value ?? 0
  }

  const count = read(version === 2 ? 4 : 2)
  for (let item = 0; item < count && !isOver(); item += 1) {
    const id = read(version === 2 ? 4 : 2)
    const method = version === 0 ? 0 : read(2) & 15
    const isElsewhere = read(2) !== 0
    const base = read(baseBytes)
    const ranges: Range[] = []
    const extents = read(2)
    for (let extent = 0; extent < extents && !isOver(); extent += 1) {
      read(indexBytes)
      const offset = base + read(offsetBytes)
      const length = read(lengthBytes)
      const zero = method === 0 ? 0 : store?.from
      const limit = method === 0 ? bytes.length : store?.to
      // Made of another item's bytes, or in another file: nothing that we should touch. 0 says: all there is.
      if (method > 1 || isElsewhere || zero === undefined || limit === undefined) return null
      const to = length === 0 ? limit : Math.min(zero + offset + length, limit)
      ranges.push({ from: Math.min(zero + offset, limit), to })
    }
    if (found.has(id)) return null
    found.set(id, ranges)
  }
  return isOver() ? null : found
}

import { GroupId, PlacementId } from '#core/contract/ids.ts'

/** A random UUID (v4). Where the page is read over plain HTTP on a house's own net, browsers have no `randomUUID`. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte, index) => {
    const marked = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte
    return marked.toString(16).padStart(2, '0')
  }).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export function newPlacementId(): PlacementId {
  return PlacementId.parse(newId())
}

export function newGroupId(): GroupId {
  return GroupId.parse(newId())
}

/** Where in the work the piece on the table is tried. Only looked at on the phone: nothing is sent for it. */
import type { Box } from '#core/contract/geometry.ts'
import type { FreePlace } from '#core/layout/free-places.ts'

/** The work as the page knows it. `cover` is the address of its public picture, null while nothing is published. */
export interface Work {
  readonly cover: string | null
  readonly widthMm: number
  readonly heightMm: number
  readonly places: readonly FreePlace[]
}

/** The same place for the same piece, as long as the work is the same. Piece ids are random, so a part of one will do. */
export function placeFor(pieceId: string, places: readonly FreePlace[]): FreePlace | undefined {
  return places[Number.parseInt(pieceId.slice(0, 8), 16) % places.length] ?? places[0]
}

/** The largest box of that shape (width ÷ height) in the middle of the place, turned as the place is. */
export function fitInto(box: Box, aspect: number): Box {
  const widthMm = Math.min(box.widthMm, box.heightMm * aspect)
  return { ...box, widthMm, heightMm: widthMm / aspect }
}

/** Of the view, how much the place takes when the zoom begins. */
const closeUpPart = 0.5
const closestScale = 10

/**
 * From where the view goes out to the whole work: the place in the middle of it. As a CSS transform of an element as
 * large as the work, about its upper left corner.
 */
export function closeUp(
  { xMm, yMm, widthMm, heightMm }: Box,
  { widthMm: wide, heightMm: high }: Work,
): string {
  const wished = closeUpPart / Math.max(widthMm / wide, heightMm / high)
  const scale = Math.min(closestScale, Math.max(1, wished))
  const [x, y] = [xMm / wide, yMm / high].map((part) => 50 - scale * part * 100)
  return `translate(${x}%, ${y}%) scale(${scale})`
}

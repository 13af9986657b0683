/**
 * What is in a tile, said so that equal tiles are said equally. The SHA-256 of that sentence is the tile's name: an
 * unchanged tile is never drawn or stored twice, over all editions and both faces (DESIGN section 9).
 */
import type { ArtworkSize } from '../contract/artworks.ts'
import type { ArtworkElement } from '../contract/elements.ts'
import type { Box } from '../contract/geometry.ts'
import { seenPart } from '../composition/crop.ts'
import { marksOf } from '../composition/mount.ts'
import type { Crop, Mount } from '../contract/look.ts'
import type { Sha256 } from '../contract/ids.ts'
import {
  boxInPixels,
  pyramidLevels,
  tileRect,
  tilesOf,
  tilesTouched,
  type Four,
  type Parallelogram,
  type TileAddress,
} from './pyramid.ts'

/** Raise it when the same contents are drawn in another way: then all tiles get new names. */
const drawingVersion = 1

/** A stored picture of a piece: a rendition or the master. */
export interface StoredPicture {
  readonly sha256: Sha256
  readonly widthPx: number
  readonly heightPx: number
}

/** What is seen in a place: a piece in one of its sizes, the marigold of an empty place, a quiet place, or the work's own. */
type Shown =
  | {
      readonly kind: 'picture'
      readonly sizes: readonly StoredPicture[]
      readonly crop?: Crop | undefined
      readonly mount?: Mount | undefined
    }
  | { readonly kind: 'marigold' }
  | { readonly kind: 'quiet' }
  | { readonly kind: 'element'; readonly element: ArtworkElement }

export interface ShownPlace {
  readonly box: Box
  readonly shown: Shown
}

/** An element is drawn by the size that it has on the wall. */
export interface SizedElement {
  readonly element: ArtworkElement
  /** Of words without card, what they stand on, where that is not the artwork's background. */
  readonly ground?: string
  readonly widthMm: number
  readonly heightMm: number
}

/**
 * One thing in a tile. `place` counts from the tile's upper left corner. `part`: only this part of the picture covers the place.
 * A mount is fields of plain colour beneath its picture.
 */
interface TileItem {
  readonly what: Sha256 | 'marigold' | 'quiet' | 'mat' | 'line' | SizedElement
  readonly place: Parallelogram
  readonly part?: Crop
}

export interface TileContents {
  readonly widthPx: number
  readonly heightPx: number
  /** `#rrggbb` */
  readonly background: string
  /** Lowest first. */
  readonly items: readonly TileItem[]
}

export interface BaseTile extends TileAddress {
  readonly contents: TileContents
}

/** The contents of every tile of the full-size level, row by row. `places` in the order in which they lie, lowest first. */
export function* baseTiles(given: {
  readonly size: ArtworkSize
  readonly background: string
  /** What words without card stand on; if it is not said, the background. */
  readonly ground?: string
  readonly places: readonly ShownPlace[]
}): Generator<BaseTile> {
  const base = pyramidLevels(given.size.widthPx, given.size.heightPx).at(-1)
  if (base === undefined) return
  const inTile = new Map<number, TileItem[]>()
  const ground = given.ground === given.background ? undefined : given.ground
  for (const { box, shown } of given.places) {
    for (const { place, ...item } of itemsOf(boxInPixels(box, given.size), box, shown, given.size, ground)) {
      for (const { column, row } of tilesTouched(place, base)) {
        const { xPx, yPx } = tileRect(base, { column, row })
        const moved = { ...item, place: { ...place, x: shifted(place.x, xPx), y: shifted(place.y, yPx) } }
        const key = row * base.columns + column
        const items = inTile.get(key)
        if (items) items.push(moved)
        else inTile.set(key, [moved])
      }
    }
  }
  for (const { column, row } of tilesOf(base)) {
    const { widthPx, heightPx } = tileRect(base, { column, row })
    const items = inTile.get(row * base.columns + column) ?? []
    yield { column, row, contents: { widthPx, heightPx, background: given.background, items } }
  }
}

/** What is drawn for one place, lowest first. */
function itemsOf(
  place: Parallelogram,
  box: Box,
  shown: Shown,
  size: ArtworkSize,
  ground: string | undefined,
): TileItem[] {
  if (shown.kind === 'element') {
    const { element } = shown
    const { widthMm, heightMm } = box
    const standsOn = element.kind === 'words' && element.paper === null && ground ? { ground } : {}
    return [{ what: { element, widthMm, heightMm, ...standsOn }, place }]
  }
  if (shown.kind !== 'picture') return [{ what: shown.kind, place }]
  const { sizes, crop, mount } = shown
  const around = marksOf(box, mount).map(({ kind, box: { widthMm, heightMm, ...field }, colour }) => ({
    what: colour ? { element: { kind: 'field' as const, colour }, widthMm, heightMm } : kind,
    place: boxInPixels({ widthMm, heightMm, ...field }, size),
  }))
  if (!crop) return [...around, { what: fittingPicture(sizes, place).sha256, place }]
  const part = seenPart(
    aspectOf(sizes),
    Math.hypot(place.ux, place.uy) / Math.hypot(place.vx, place.vy),
    crop,
  )
  return [...around, { what: fittingPicture(sizes, place, part).sha256, place, part: rounded(part) }]
}

/** Width ÷ height of a piece, by its largest picture. */
export function aspectOf(sizes: readonly StoredPicture[]): number {
  const largest = sizes.reduce<StoredPicture | undefined>(
    (best, size) => (best && best.widthPx >= size.widthPx ? best : size),
    undefined,
  )
  return largest ? largest.widthPx / largest.heightPx : 1
}

const rounded = ({ x, y, width, height }: Crop): Crop => {
  const round = (part: number) => Math.round(part * 100_000) / 100_000
  return { x: round(x), y: round(y), width: round(width), height: round(height) }
}

/** Hundredths stay hundredths: binary fractions would leave crumbs. */
function shifted(coordinate: number, by: number): number {
  return Math.round((coordinate - by) * 100) / 100 + 0
}

/**
 * The smallest size that need not be enlarged for `part` of it to cover the place, else the largest. The place is always covered: a
 * picture of other proportions loses what sticks out, evenly on both sides, and is never distorted.
 */
export function fittingPicture(
  sizes: readonly StoredPicture[],
  place: Parallelogram,
  part: Pick<Crop, 'width' | 'height'> = { width: 1, height: 1 },
): StoredPicture {
  const width = Math.hypot(place.ux, place.uy) / part.width
  const height = Math.hypot(place.vx, place.vy) / part.height
  const bySize = sizes.toSorted((one, other) => one.widthPx * one.heightPx - other.widthPx * other.heightPx)
  // Half a pixel too few is a rounding of the ladder, not a lack.
  const fitting = bySize.find((size) => size.widthPx >= width - 0.5 && size.heightPx >= height - 0.5)
  const chosen = fitting ?? bySize.at(-1)
  if (chosen === undefined) throw new RangeError('a piece without any picture cannot be shown')
  return chosen
}

/** What the name of a base tile is the SHA-256 of. */
export function baseTileSentence({ widthPx, heightPx, background, items }: TileContents): string {
  return JSON.stringify([
    'base',
    drawingVersion,
    widthPx,
    heightPx,
    background,
    items.map(({ what, place: { x, y, ux, uy, vx, vy }, part }) => [
      what,
      ...[x, y, ux, uy, vx, vy],
      ...(part ? [part.x, part.y, part.width, part.height] : []),
    ]),
  ])
}

/** What the name of an upper tile is the SHA-256 of: the names of the four below, row by row. */
export function upperTileSentence(children: Four<Sha256>): string {
  return JSON.stringify(['upper', drawingVersion, ...children])
}

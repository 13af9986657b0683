/**
 * The tiles that are held, within a limit of bytes: which of them show what is no more so, which wait for better pictures,
 * and which go first when memory is short. It does not know how a tile is painted.
 */
import type { Rect } from './camera.ts'
import {
  around,
  children,
  common,
  ancestor,
  keyOf,
  tileBytes,
  tileRect,
  touches,
  type TilePlace,
} from './pyramid.ts'

/** What a tile is painted on: a canvas, given back by taking its size away. */
export interface Sheet {
  width: number
  height: number
}

export interface Tile<Canvas extends Sheet> {
  readonly place: TilePlace
  readonly rect: Rect
  readonly canvas: Canvas
  /** Where it shows what is no more so; null when all of it is true. */
  stale: Rect | null
  /** It was painted with pictures that were too small, or with colours: it may be better after this arrival. */
  waitsSince: number | null
  /** The frame in which it was seen last. */
  seenAt: number
}

/** A part of a held tile that stands in for one that is not there. */
export interface StandIn<Canvas extends Sheet> {
  readonly tile: Tile<Canvas>
  /** The part of the work that it shows in its place. */
  readonly rect: Rect
}

export class Tiles<Canvas extends Sheet> {
  readonly #newCanvas: () => Canvas
  readonly #maxBytes: number
  readonly #held = new Map<string, Tile<Canvas>>()
  #basePxPerMm = 0
  #frame = 0

  constructor(newCanvas: () => Canvas, maxBytes: number) {
    this.#newCanvas = newCanvas
    this.#maxBytes = maxBytes
  }

  get basePxPerMm(): number {
    return this.#basePxPerMm
  }

  get bytes(): number {
    return this.#held.size * tileBytes
  }

  /** Another measure of level 0: none of the tiles fits any more. */
  rebase(basePxPerMm: number): void {
    if (basePxPerMm === this.#basePxPerMm) return
    this.clear()
    this.#basePxPerMm = basePxPerMm
  }

  /** What is seen from now on is in sight, and kept. */
  beginFrame(): void {
    this.#frame++
  }

  /** The tile as it is held, and that it is in sight. */
  at(place: TilePlace): Tile<Canvas> | undefined {
    const tile = this.#held.get(keyOf(place))
    if (tile) tile.seenAt = this.#frame
    return tile
  }

  /** The tile, or an empty one that is stale all over. Something not seen for long may have to go for it. */
  open(place: TilePlace): Tile<Canvas> {
    const held = this.at(place)
    if (held) return held
    this.#makeRoom()
    const rect = tileRect(place, this.#basePxPerMm)
    const canvas = this.#newCanvas()
    const tile: Tile<Canvas> = { place, rect, canvas, stale: rect, waitsSince: null, seenAt: this.#frame }
    this.#held.set(keyOf(place), tile)
    return tile
  }

  /** What can be shown for a tile that is not there: of the next lower level that has it, else of the one above. */
  standIns(place: TilePlace): StandIn<Canvas>[] {
    const rect = tileRect(place, this.#basePxPerMm)
    for (let levels = 1; levels <= place.level; levels++) {
      const tile = this.at(ancestor(place, levels))
      if (tile) return [{ tile, rect }]
    }
    return children(place).flatMap((child) => {
      const tile = this.at(child)
      return tile ? [{ tile, rect: tile.rect }] : []
    })
  }

  /** Something changed in these parts of the work. */
  soil(rects: readonly Rect[]): void {
    for (const tile of this.#held.values())
      for (const rect of rects) {
        if (!touches(tile.rect, rect)) continue
        const part = common(tile.rect, rect)
        tile.stale = tile.stale ? around(tile.stale, part) : part
      }
  }

  soilAll(): void {
    for (const tile of this.#held.values()) tile.stale = tile.rect
  }

  /** Those that show something of a part of the work, of all levels. */
  touching(rect: Rect): Tile<Canvas>[] {
    return [...this.#held.values()].filter((tile) => touches(tile.rect, rect))
  }

  clear(): void {
    for (const tile of [...this.#held.values()]) this.#drop(tile)
  }

  /** Level 0 stays: with it there is always something to show. */
  #makeRoom(): void {
    if (this.bytes + tileBytes <= this.#maxBytes) return
    let oldest: Tile<Canvas> | undefined
    for (const tile of this.#held.values())
      if (tile.place.level > 0 && tile.seenAt < this.#frame && tile.seenAt < (oldest?.seenAt ?? Infinity))
        oldest = tile
    if (oldest) this.#drop(oldest)
  }

  #drop(tile: Tile<Canvas>): void {
    this.#held.delete(keyOf(tile.place))
    // A canvas without a size holds no memory, whenever it is collected.
    tile.canvas.width = 0
    tile.canvas.height = 0
  }
}

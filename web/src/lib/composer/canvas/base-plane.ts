/**
 * Plane 0: the work as it stands. A few pieces are drawn straight from their pictures. Of many, tiles are painted by and
 * by, a few milliseconds a frame, and the camera only moves those: what it costs to look at 25,000 pieces does not depend
 * on how many they are. What changes soils the tiles it touches, and they are painted again there.
 */
import { shownRect, type Camera, type Rect, type Viewport } from './camera.ts'
import {
  paintAll,
  paintGround,
  type Context,
  type Ground,
  type Palette,
  type Scale,
  type Stood,
} from './painter.ts'
import type { Pictures } from './pictures.ts'
import { common, covers, grown, levelFor, pxPerMmAt, tilePx, tilesIn, type TilePlace } from './pyramid.ts'
import { Tiles, type Tile } from './tiles.ts'

/** So many pieces, as far as one can reckon, are drawn as quickly as the tiles they lie in. */
const directMax = 160
/** Of the sixteen milliseconds of a frame, so many may go to tiles. */
const paintingMs = { moving: 5, still: 11 } as const

/** What stands in a rectangle, lowest first. */
export interface Stock {
  readonly count: number
  within(rect: Rect): readonly Stood[]
}

export interface Sight extends Palette, Ground {
  readonly pictures: Pick<Pictures, 'get' | 'unmet'>
  readonly camera: Camera
  readonly view: Viewport
  readonly devicePixelRatio: number
  readonly isMoving: boolean
  readonly stock: Stock
  /** The scale at which the whole work fits the stage, CSS pixels for a millimetre. */
  readonly wholePxPerMm: number
}

/** More changes than this at once are as good as everything. */
const changesMax = 400

type TileCanvas = OffscreenCanvas

export class BasePlane {
  readonly #tiles: Tiles<TileCanvas>
  readonly #nowMs: () => number
  #stock: Stock | undefined
  /** Counted up with each arrival of pictures: what waits may be better now. */
  #arrivals = 0

  constructor(maxBytes: number, nowMs: () => number = () => performance.now()) {
    this.#tiles = new Tiles(() => new OffscreenCanvas(tilePx, tilePx), maxBytes)
    this.#nowMs = nowMs
  }

  /** Pictures came, or could come now that the camera rests. */
  arrived(): void {
    this.#arrivals++
  }

  changed(rects: readonly Rect[]): void {
    if (rects.length > changesMax) this.#tiles.soilAll()
    else this.#tiles.soil(rects)
  }

  /**
   * Draws a frame in device pixels.
   * @returns whether there is more to paint, in another frame
   */
  paint(context: Context, sight: Sight): 'done' | 'unfinished' {
    const { camera, view, devicePixelRatio, stock } = sight
    if (this.#stock !== stock) this.#tiles.soilAll()
    this.#stock = stock
    this.#tiles.rebase(sight.wholePxPerMm * devicePixelRatio)
    this.#tiles.beginFrame()
    const scale = scaleOf(sight)
    const seen = shownRect(camera, view)
    const few = fewIn(sight, seen)
    if (few) {
      paintGround(context, sight, scale, seen, sight.colours)
      paintAll(context, sight, few, scale)
      return 'done'
    }
    const base = this.#tiles.basePxPerMm
    const level = levelFor(scale.pxPerMm, base, devicePixelRatio)
    const places = tilesIn(seen, level, base)
    const isDone = this.#work(sight, places, tilesIn(seen, 0, base))
    for (const place of places) this.#show(context, scale, place)
    return isDone ? 'done' : 'unfinished'
  }

  /** Something was taken down there: no tile may show it any more, not for a frame. */
  eraseAtOnce(rects: readonly Rect[], sight: Sight): void {
    for (const rect of rects)
      for (const tile of this.#tiles.touching(rect)) {
        this.#paintTile(sight, tile, common(tile.rect, rect))
      }
  }

  /** The work as it is held on level 0, small: for a corner of the stage. */
  paintOverview(context: CanvasRenderingContext2D, widthPx: number, frame: Ground['frame']): void {
    const base = this.#tiles.basePxPerMm
    if (base === 0) return
    const rect = { minX: 0, minY: 0, maxX: frame.widthMm, maxY: frame.heightMm }
    const times = widthPx / (frame.widthMm * base)
    for (const place of tilesIn(rect, 0, base)) {
      const tile = this.#tiles.at(place)
      const [x, y] = [place.column * tilePx * times, place.row * tilePx * times]
      if (tile) context.drawImage(tile.canvas, x, y, tilePx * times, tilePx * times)
    }
  }

  close(): void {
    this.#tiles.clear()
  }

  /**
   * Paints what is in sight and not true, as long as there is time. Level 0 is there at once, wherever one looks: what is
   * missing elsewhere is shown from it meanwhile.
   * @returns whether all of it is true
   */
  #work(sight: Sight, inSight: readonly TilePlace[], lowest: readonly TilePlace[]): boolean {
    const until = this.#nowMs() + (sight.isMoving ? paintingMs.moving : paintingMs.still)
    for (const place of lowest) if (!this.#tiles.at(place)) this.#paintTile(sight, this.#tiles.open(place))
    for (const place of [...inSight, ...lowest]) {
      const tile = this.#tiles.at(place)
      if (tile && !this.#wantsPaint(tile, sight)) continue
      if (this.#nowMs() > until) return false
      this.#paintTile(sight, tile ?? this.#tiles.open(place))
    }
    return true
  }

  /** Soiled, or painted without pictures that may be there now. */
  #wantsPaint({ stale, waitsSince }: Tile<TileCanvas>, { isMoving }: Sight): boolean {
    return stale !== null || (!isMoving && waitsSince !== null && waitsSince < this.#arrivals)
  }

  #paintTile(sight: Sight, tile: Tile<TileCanvas>, part = tile.stale ?? tile.rect): void {
    const context = tile.canvas.getContext('2d', { alpha: false })
    if (!context) return
    const pxPerMm = pxPerMmAt(tile.place.level, this.#tiles.basePxPerMm)
    const scale = { originX: -tile.rect.minX * pxPerMm, originY: -tile.rect.minY * pxPerMm, pxPerMm }
    const isWhole = covers(part, tile.rect)
    // One pixel more all around, for the softness of edges.
    const painted = isWhole ? tile.rect : grown(part, 1.5 / pxPerMm)
    const unmetBefore = sight.pictures.unmet
    context.save()
    if (!isWhole) clipTo(context, painted, scale)
    paintGround(context, sight, scale, tile.rect, sight.colours)
    paintAll(context, sight, sight.stock.within(painted), scale)
    context.restore()
    tile.stale = null
    const isUnmet = sight.pictures.unmet > unmetBefore
    if (isWhole || isUnmet) tile.waitsSince = isUnmet ? this.#arrivals : null
  }

  #show(context: Context, scale: Scale, place: TilePlace): void {
    const tile = this.#tiles.at(place)
    const shown = tile ? [{ tile, rect: tile.rect }] : this.#tiles.standIns(place)
    for (const { tile: one, rect } of shown) draw(context, scale, one, rect)
  }
}

/** To whole pixels. */
function clipTo(context: Context, rect: Rect, { originX, originY, pxPerMm }: Scale): void {
  const [left, top] = [Math.floor(originX + rect.minX * pxPerMm), Math.floor(originY + rect.minY * pxPerMm)]
  const [right, bottom] = [Math.ceil(originX + rect.maxX * pxPerMm), Math.ceil(originY + rect.maxY * pxPerMm)]
  context.beginPath()
  context.rect(left, top, right - left, bottom - top)
  context.clip()
}

export function scaleOf({
  camera,
  view,
  devicePixelRatio,
}: Pick<Sight, 'camera' | 'view' | 'devicePixelRatio'>): Scale {
  const pxPerMm = camera.pxPerMm * devicePixelRatio
  return {
    originX: (view.widthPx / 2) * devicePixelRatio - camera.xMm * pxPerMm,
    originY: (view.heightPx / 2) * devicePixelRatio - camera.yMm * pxPerMm,
    pxPerMm,
  }
}

/** What is in sight, if that is little. It is reckoned before it is looked for, as if the pieces were spread evenly. */
function fewIn({ stock, frame }: Sight, seen: Rect): readonly Stood[] | null {
  const part = common({ minX: 0, minY: 0, maxX: frame.widthMm, maxY: frame.heightMm }, seen)
  const area = Math.max(part.maxX - part.minX, 0) * Math.max(part.maxY - part.minY, 0)
  if ((stock.count * area) / (frame.widthMm * frame.heightMm) > directMax) return null
  const shown = stock.within(seen)
  return shown.length <= directMax * 2 ? shown : null
}

/** Edges at whole pixels, so that neither a line nor a seam is seen between tiles. */
function draw(
  context: Context,
  { originX, originY, pxPerMm }: Scale,
  tile: Tile<TileCanvas>,
  rect: Rect,
): void {
  const x = Math.round(originX + rect.minX * pxPerMm)
  const y = Math.round(originY + rect.minY * pxPerMm)
  const width = Math.round(originX + rect.maxX * pxPerMm) - x
  const height = Math.round(originY + rect.maxY * pxPerMm) - y
  const tilePxPerMm = tilePx / (tile.rect.maxX - tile.rect.minX)
  context.drawImage(
    tile.canvas,
    (rect.minX - tile.rect.minX) * tilePxPerMm,
    (rect.minY - tile.rect.minY) * tilePxPerMm,
    (rect.maxX - rect.minX) * tilePxPerMm,
    (rect.maxY - rect.minY) * tilePxPerMm,
    x,
    y,
    width,
    height,
  )
}

/** Draws the tiles of a composition that is not published, in the browser, as the house would draw them. */
import { address } from '#lib/api.ts'
import { getPiecePicture } from '#core/contract/inbox.ts'
import type { PieceId } from '#core/contract/ids.ts'
import { renditionSizesPx, type RenditionSize } from '#core/contract/pieces.ts'
import type { CompositionState } from '#core/composition/state.ts'
import { pyramidLevels, tileRect } from '#core/tiles/pyramid.ts'
import type { Rect } from '../canvas/camera.ts'
import type { Colours } from '../canvas/colours.ts'
import { Marigolds } from '../canvas/marigold.ts'
import { OwnElements } from '../canvas/own-elements.ts'
import type { Drawn } from '../canvas/drawn-as.ts'
import { paintAll, type Stood } from '../canvas/painter.ts'
import type { Cut } from '../canvas/sheets.ts'
import { SpatialIndex } from '../canvas/spatial-index.ts'
import type { Composer } from '../composer.svelte.ts'
import { tileNamed } from './face.ts'

/** Smaller than this a piece is one colour: 25,000 of them are on the smallest tiles. */
const pictureLeastPx = 16
/** So many pictures are kept from tile to tile. */
const keptMax = 400

export interface TileWorks {
  load(src: string, signal: AbortSignal): Promise<ImageBitmap>
  close(): void
}

/** @param stateAt what is drawn under a number; null where there is no such */
export function tileWorks(
  composer: Composer,
  colours: Colours,
  stateAt: (edition: number) => CompositionState | null,
): TileWorks {
  const indexes = new Map<number, SpatialIndex>()
  const bitmaps = new Map<string, Promise<ImageBitmap | null>>()
  // Letters are waited for before they are painted, so nothing is to be painted again.
  const own = new OwnElements(composer.background, () => undefined)
  const marigolds = new Marigolds(composer.background)
  const levels = pyramidLevels(composer.frame.widthPx, composer.frame.heightPx)

  function bitmapOf(pieceId: PieceId, size: RenditionSize): Promise<ImageBitmap | null> {
    const key = `${pieceId}:${size}`
    const known = bitmaps.get(key)
    if (known) return known
    const asked = fetchPicture(pieceId, size)
    bitmaps.set(key, asked)
    // What cannot be fetched now is asked for again by the next tile.
    asked.catch(() => bitmaps.delete(key))
    for (const oldest of bitmaps.keys()) {
      if (bitmaps.size <= keptMax) break
      bitmaps.delete(oldest)
    }
    return asked
  }

  async function cutsFor(drawn: readonly (Drawn & Pick<Stood, 'pieceId'>)[], pxPerMm: number) {
    const wanted = drawn.flatMap(({ pieceId, box, part }) => {
      const longer = Math.max(box.widthMm / (part?.width ?? 1), box.heightMm / (part?.height ?? 1)) * pxPerMm
      return pieceId === null || longer < pictureLeastPx ? [] : [{ pieceId, size: storedSizeFor(longer) }]
    })
    const came = await Promise.all(
      wanted.map(async ({ pieceId, size }) => ({ pieceId, bitmap: await bitmapOf(pieceId, size) })),
    )
    const cuts = new Map<PieceId, Cut>()
    for (const { pieceId, bitmap } of came)
      if (bitmap) cuts.set(pieceId, { bitmap, x: 0, y: 0, w: bitmap.width, h: bitmap.height })
    return cuts
  }

  function indexAt(edition: number): SpatialIndex | null {
    const known = indexes.get(edition)
    const state = known ? null : stateAt(edition)
    if (known || !state) return known ?? null
    const index = new SpatialIndex()
    index.follow(state)
    indexes.set(edition, index)
    // The one before is still seen while this one comes.
    for (const oldest of indexes.keys()) {
      if (indexes.size <= 2) break
      indexes.delete(oldest)
    }
    return index
  }

  return {
    async load(src, signal) {
      const tile = tileNamed(src)
      const index = tile && indexAt(tile.edition)
      const level = tile && levels[tile.level]
      if (!tile || !index || !level) throw new Error('no such tile')
      const pxPerMm = level.widthPx / composer.frame.widthMm
      const { xPx, yPx, widthPx, heightPx } = tileRect(level, { column: tile.x, row: tile.y })
      const rect: Rect = {
        minX: xPx / pxPerMm,
        minY: yPx / pxPerMm,
        maxX: (xPx + widthPx) / pxPerMm,
        maxY: (yPx + heightPx) / pxPerMm,
      }
      const { drawnAs, background, pieces } = composer
      const shown = index.within(rect)
      const cuts = await cutsFor(
        shown.map((placement) => ({ ...drawnAs(placement), pieceId: placement.pieceId })),
        pxPerMm,
      )
      await Promise.all(shown.flatMap(({ element }) => (element ? [own.prepare(element)] : [])))
      signal.throwIfAborted()
      const canvas = document.createElement('canvas')
      Object.assign(canvas, { width: widthPx, height: heightPx })
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      context.imageSmoothingQuality = 'high'
      context.fillStyle = background
      context.fillRect(0, 0, widthPx, heightPx)
      const palette = {
        colours,
        drawnAs,
        averageColour: (pieceId: PieceId) => pieces.get(pieceId)?.averageColour ?? null,
        own,
        marigolds,
        pictures: { get: (pieceId: PieceId) => cuts.get(pieceId) ?? null },
      }
      paintAll(context, palette, shown, { originX: -xPx, originY: -yPx, pxPerMm })
      return createImageBitmap(canvas)
    },
    close() {
      indexes.clear()
      bitmaps.clear()
    },
  }
}

/** The smallest stored size that fills so many pixels; a quarter less than that is not seen. */
function storedSizeFor(longerSidePx: number): RenditionSize {
  return renditionSizesPx.find((size) => size >= longerSidePx * 0.75) ?? 2048
}

async function fetchPicture(pieceId: PieceId, size: RenditionSize): Promise<ImageBitmap | null> {
  const response = await fetch(address(getPiecePicture, { params: { id: pieceId, size } }))
  return response.ok ? createImageBitmap(await response.blob()) : null
}

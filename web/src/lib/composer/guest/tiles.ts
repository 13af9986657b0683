/**
 * Draws the tiles of a composition that is not published, in the browser, as the house would draw them: from the pictures that the
 * stage has too, and within their budget. A tile is given when its pictures have come.
 */
import type { PieceId } from '#core/contract/ids.ts'
import { groundColour, lyingAsGround } from '#core/composition/ground.ts'
import type { CompositionState } from '#core/composition/state.ts'
import { pyramidLevels, tileRect, tileSizePx } from '#core/tiles/pyramid.ts'
import type { Rect } from '../canvas/camera.ts'
import type { Colours } from '../canvas/colours.ts'
import { Marigolds } from '../canvas/marigold.ts'
import { OwnElements } from '../canvas/own-elements.ts'
import { paintAll, type Palette } from '../canvas/painter.ts'
import { SpatialIndex } from '../canvas/spatial-index.ts'
import type { Composer } from '../composer.svelte.ts'
import { tileNamed } from './face.ts'

/** Smaller than this no picture is asked for: 25,000 pieces are on the smallest tile. */
const pictureLeastPx = 16
/** Without net a tile is given after so long with what there is. */
const patienceMs = 5_000
/** As many as a large screen shows at once. */
const tilesLeast = 24
/** Several pictures that come at once are painted at once. */
const restMs = 60

export interface TileWorks {
  /** So many tiles may be kept by who shows them: the stage beneath has none meanwhile. */
  readonly tilesMax: number
  load(src: string, signal: AbortSignal): Promise<CanvasRenderingContext2D>
  close(): void
}

/** @param stateAt what is drawn under a number; null where there is no such */
export function tileWorks(
  composer: Composer,
  colours: Colours,
  stateAt: (edition: number) => CompositionState | null,
): TileWorks {
  const works = new Map<number, { readonly index: SpatialIndex; readonly own: OwnElements }>()
  const marigolds = new Marigolds(composer.background)
  const levels = pyramidLevels(composer.frame.widthPx, composer.frame.heightPx)

  const { pictureStock: stock } = composer
  void stock.sheets.renew()
  /** The guest has left: nobody waits for a tile any more. */
  const left = new AbortController()
  let turn: Promise<unknown> = Promise.resolve()

  /** One tile after the other: two of different levels would each want the same piece in another size. */
  function inTurn<Result>(doing: () => Promise<Result>): Promise<Result> {
    const done = turn.then(doing)
    turn = done.catch(() => undefined)
    return done
  }

  /** Until more pictures came, for a while at most. */
  function arrival(signal: AbortSignal, untilMs: number): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        listenNoMore()
        clearTimeout(patience)
        signal.removeEventListener('abort', go)
        setTimeout(resolve, restMs)
      }
      const listenNoMore = stock.listen(go)
      const patience = setTimeout(go, Math.max(0, untilMs - performance.now()))
      signal.addEventListener('abort', go)
    })
  }

  function workAt(edition: number) {
    const known = works.get(edition)
    const state = known ? null : stateAt(edition)
    if (known || !state) return known ?? null
    const { frame, background } = composer
    const index = new SpatialIndex(frame)
    index.follow(state)
    const ground = groundColour(lyingAsGround(state, frame), frame, background)
    // Letters are waited for before they are painted, so nothing is to be painted again.
    const own = new OwnElements(
      () => ground,
      () => undefined,
    )
    const work = { index, own }
    works.set(edition, work)
    // The one before is still seen while this one comes.
    for (const oldest of works.keys()) {
      if (works.size <= 2) break
      works.delete(oldest)
    }
    return work
  }

  return {
    tilesMax: Math.max(tilesLeast, Math.floor(stock.tilesBytes / (tileSizePx ** 2 * 4))),
    async load(src, stop) {
      const signal = AbortSignal.any([stop, left.signal])
      const tile = tileNamed(src)
      const work = tile && workAt(tile.edition)
      const level = tile && levels[tile.level]
      if (!tile || !work || !level) throw new Error('no such tile')
      const { index, own } = work
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
      await Promise.all(shown.flatMap(({ element }) => (element ? [own.prepare(element)] : [])))
      const palette: Palette = {
        colours,
        drawnAs,
        averageColour: (pieceId: PieceId) => pieces.get(pieceId)?.averageColour ?? null,
        own,
        marigolds,
        pictures: {
          get: (pieceId, longerSidePx) =>
            longerSidePx < pictureLeastPx
              ? stock.sheets.anyFor(pieceId)
              : stock.pictures.get(pieceId, longerSidePx),
        },
      }
      return inTurn(async () => {
        const canvas = document.createElement('canvas')
        Object.assign(canvas, { width: widthPx, height: heightPx })
        // The viewer draws it to its own canvas again and again, and frees it by taking its size away.
        const context = canvas.getContext('2d')
        if (!context) throw new Error('no canvas')
        context.imageSmoothingQuality = 'high'
        const untilMs = performance.now() + patienceMs
        for (;;) {
          signal.throwIfAborted()
          const unmetBefore = stock.pictures.unmet
          context.fillStyle = background
          context.fillRect(0, 0, widthPx, heightPx)
          paintAll(context, palette, shown, { originX: -xPx, originY: -yPx, pxPerMm })
          if (stock.pictures.unmet === unmetBefore || performance.now() > untilMs) break
          await arrival(signal, untilMs)
        }
        return context
      })
    },
    close() {
      left.abort()
      works.clear()
    },
  }
}

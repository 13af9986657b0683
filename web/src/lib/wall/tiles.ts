/** An edition's pyramid as OpenSeadragon reads it. */
import OpenSeadragon from 'openseadragon'
import { address } from '#lib/api.ts'
import { getTile, type EditionFace } from '#core/contract/editions.ts'
import { nextToNoOverlap } from './seams.ts'

/** Levels are numbered from the single tile (0) to the full size, in OpenSeadragon as in the pyramid. */
export function tileAddress({ levels }: EditionFace['pyramid'], level: number, x: number, y: number): string {
  const hash = levels[level]?.tiles[y]?.[x]
  return hash ? address(getTile, { params: { hash } }) : ''
}

/** Gives a tile's picture, or the canvas that it was drawn on. @throws when there is none; it is asked for again later */
export type LoadTile = (src: string, signal: AbortSignal) => Promise<ImageBitmap | CanvasRenderingContext2D>

/** Anything else than a picture is a failure, and is fetched again later. */
const fetchTile =
  (cache: RequestCache): LoadTile =>
  async (url, signal) => {
    const response = await fetch(url, { cache, signal })
    if (!response.ok) throw new Error(`tile: ${response.status}`)
    return createImageBitmap(await response.blob())
  }

/**
 * @param cache `force-cache` on the wall: a tile never changes under its name, so a copy that the browser has is
 * right whatever its age, and the wall needs no server to show it. Strangers' browsers ask again (DESIGN section 9).
 * @param load where tiles come from, if not from the house
 */
export function tileSource(
  { pyramid }: EditionFace,
  cache: RequestCache,
  load: LoadTile = fetchTile(cache),
): OpenSeadragon.TileSource {
  const source = new OpenSeadragon.TileSource({
    width: pyramid.widthPx,
    height: pyramid.heightPx,
    tileSize: pyramid.tileSizePx,
    tileOverlap: nextToNoOverlap,
    minLevel: 0,
    maxLevel: pyramid.levels.length - 1,
  })
  const running = new WeakMap<OpenSeadragon.ImageJob, AbortController>()
  source.getTileUrl = (level, x, y) => tileAddress(pyramid, level, x, y)
  source.tileExists = (level, x, y) => tileAddress(pyramid, level, x, y) !== ''
  source.hasTransparency = () => false
  source.downloadTileStart = (job) => {
    const stop = new AbortController()
    running.set(job, stop)
    load(job.src, stop.signal).then(
      (tile) => job.finish(tile, null, tile instanceof ImageBitmap ? 'imageBitmap' : 'context2d'),
      (cause: unknown) => {
        if (!stop.signal.aborted) job.fail(String(cause), null)
      },
    )
  }
  source.downloadTileAbort = (job) => running.get(job)?.abort()
  return source
}

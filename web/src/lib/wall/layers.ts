/** One edition as a layer of the viewer: it loads unseen and is shown when told to. */
import type OpenSeadragon from 'openseadragon'
import type { EditionFace } from '#core/contract/editions.ts'
import type { Layer } from './swap.ts'
import { tileSource, type LoadTile } from './tiles.ts'

const fadeMs = 700
/** How long a tile that could not be fetched is left alone before it is tried again. */
const tileRestMs = 8_000

/** Lays an edition on top of all others, unseen. */
export function layOver({
  viewer,
  face,
  cache,
  still,
  load,
}: {
  viewer: OpenSeadragon.Viewer
  face: EditionFace
  cache: RequestCache
  still: boolean
  load?: LoadTile | undefined
}): Layer {
  let item: OpenSeadragon.TiledImage | null = null
  let removed = false
  const added = Promise.withResolvers<OpenSeadragon.TiledImage>()
  const missing = new Set<OpenSeadragon.Tile>()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const loaded = Promise.withResolvers<undefined>()

  function check(): void {
    if (item?.getFullyLoaded() && missing.size === 0) loaded.resolve(undefined)
  }

  /** OpenSeadragon gives a tile up at the first failure; but the server may only have been away for a while. */
  function onFailure({ tile, tiledImage }: OpenSeadragon.TileLoadFailedEvent): void {
    if (tiledImage !== item) return
    missing.add(tile)
    const timer = setTimeout(() => {
      timers.delete(timer)
      missing.delete(tile)
      tile.exists = true
      tiledImage.update(true)
      viewer.forceRedraw()
    }, tileRestMs)
    timers.add(timer)
  }

  const source = tileSource(face, cache, load)

  function onAdded(event: OpenSeadragon.AddItemWorldEvent): void {
    if (event.item.source !== source) return
    viewer.world.removeHandler('add-item', onAdded)
    if (removed) return viewer.world.removeItem(event.item)
    item = event.item
    item.addHandler('fully-loaded-change', check)
    added.resolve(item)
  }

  viewer.addHandler('tile-load-failed', onFailure)
  viewer.world.addHandler('add-item', onAdded)
  viewer.addTiledImage({ tileSource: source, opacity: 0, preload: true })

  function fadeIn(laid: OpenSeadragon.TiledImage): Promise<void> {
    return new Promise((resolve) => {
      const begin = performance.now()
      const step = (now: number) => {
        if (removed) return resolve()
        const part = Math.min(1, Math.max(0, (now - begin) / fadeMs))
        laid.setOpacity(part)
        if (part < 1) requestAnimationFrame(step)
        else resolve()
      }
      requestAnimationFrame(step)
    })
  }

  return {
    laid: added.promise.then(() => undefined),
    loaded: loaded.promise,
    async reveal(how) {
      const laid = await added.promise
      if (how === 'softly' && !still) await fadeIn(laid)
      else laid.setOpacity(1)
    },
    remove() {
      removed = true
      for (const timer of timers) clearTimeout(timer)
      viewer.removeHandler('tile-load-failed', onFailure)
      if (item) viewer.world.removeItem(item)
    },
  }
}

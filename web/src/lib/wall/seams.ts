/** Tiles side by side without a seam. */
import OpenSeadragon from 'openseadragon'

/**
 * OpenSeadragon draws each tile where it falls between the pixels, and a pixel larger to hide the gap; the next tile
 * then covers a pixel that was not its own, and thin letters break. So each tile is drawn from whole pixel to whole
 * pixel instead: its neighbour begins exactly where it ends.
 */
export function closeSeams(viewer: OpenSeadragon.Viewer): void {
  viewer.addHandler('tile-drawing', ({ tile, context }) => {
    if (!tile.position || !tile.size) return
    const from = tile.position.times(OpenSeadragon.pixelDensityRatio)
    const size = tile.size.times(OpenSeadragon.pixelDensityRatio)
    const [left, right] = [Math.round(from.x), Math.round(from.x + size.x)]
    const [top, bottom] = [Math.round(from.y), Math.round(from.y + size.y)]
    const [scaleX, scaleY] = [(right - left) / size.x, (bottom - top) / size.y]
    // Undone by OpenSeadragon as soon as the tile is drawn.
    context.transform(scaleX, 0, 0, scaleY, left - scaleX * from.x, top - scaleY * from.y)
  })
}

/** As good as none; but with none at all OpenSeadragon makes tiles a pixel larger. */
export const nextToNoOverlap = 1e-6

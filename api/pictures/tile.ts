/** Draws tiles: the base ones from pictures, the upper ones from the four below. */
import sharp from 'sharp'
import type { Sha256 } from '#core/contract/ids.ts'
import type { TileContents } from '#core/tiles/contents.ts'
import { tileSizePx, type Four, type Parallelogram } from '#core/tiles/pyramid.ts'
import { layElementIn } from './element.ts'
import { drawMarigold, drawQuiet } from './quiet.ts'
import { layIn, type Raster } from './sample.ts'

/** Pixels of a stored picture by its name; see `pictureCache`. */
export type LoadPicture = (sha256: Sha256) => Promise<Raster>

/** A tile of the full-size level as JPEG. The same contents give the same pixels, always. */
export async function drawBaseTile(contents: TileContents, loadPicture: LoadPicture): Promise<Buffer> {
  const tile = blank(contents.widthPx, contents.heightPx, contents.background)
  for (const { what, place, part } of contents.items) {
    if (typeof what === 'object') await layElementIn(tile, what, place, contents.background)
    else layIn(tile, await pictureFor(what, place, contents.background, loadPicture), place, part)
  }
  return encode(tile)
}

/** White card around a piece, and a thin line of ink around that: the tokens `white` and `ink`. */
const [white, ink] = ['#ffffff', '#14213d']

async function pictureFor(
  what: Sha256 | 'marigold' | 'quiet' | 'mat' | 'line',
  place: Parallelogram,
  background: string,
  loadPicture: LoadPicture,
): Promise<Raster> {
  if (what === 'marigold') return drawMarigold(place, background)
  if (what === 'quiet') return drawQuiet(place, background)
  if (what === 'mat' || what === 'line') return blank(1, 1, what === 'mat' ? white : ink)
  return loadPicture(what)
}

/**
 * A tile of an upper level as JPEG, from the four below it, row by row, null where the work ends. Each pixel is the mean of
 * 2 × 2 below, so that tiles meet; the last row or column of an odd size counts twice.
 */
export async function drawUpperTile(children: Four<Uint8Array>): Promise<Buffer> {
  const [a, b, c, d] = await Promise.all(children.map(decode))
  if (!a) throw new RangeError('an upper tile has at least its first child')
  const widthBelow = b ? tileSizePx + b.widthPx : a.widthPx
  const heightBelow = c ? tileSizePx + c.heightPx : a.heightPx
  const tile = blank(Math.ceil(widthBelow / 2), Math.ceil(heightBelow / 2), '#000000')
  const half = tileSizePx / 2
  halve(tile, a, 0, 0)
  if (b) halve(tile, b, half, 0)
  if (c) halve(tile, c, 0, half)
  if (d) halve(tile, d, half, half)
  return encode(tile)
}

function blank(widthPx: number, heightPx: number, colour: string): Raster {
  const rgb = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const data = new Uint8Array(widthPx * heightPx * 3)
  for (let at = 0; at < data.length; at += 3) data.set(rgb, at)
  return { data, widthPx, heightPx, channels: 3 }
}

/** Writes `child`, half as large, into `tile` from `left`, `top` on. */
function halve(tile: Raster, child: Raster, left: number, top: number): void {
  const { data, widthPx, heightPx } = child
  for (let y = 0; y < heightPx; y += 2) {
    const down = y + 1 < heightPx ? widthPx * 3 : 0
    for (let x = 0; x < widthPx; x += 2) {
      const right = x + 1 < widthPx ? 3 : 0
      const from = (y * widthPx + x) * 3
      const to = ((top + y / 2) * tile.widthPx + left + x / 2) * 3
      for (let channel = 0; channel < 3; channel++) {
        const at = from + channel
        const sum =
          (data[at] ?? 0) + (data[at + right] ?? 0) + (data[at + down] ?? 0) + (data[at + right + down] ?? 0)
        tile.data[to + channel] = (sum + 2) >> 2
      }
    }
  }
}

async function decode(jpeg: Uint8Array | null): Promise<Raster | null> {
  if (jpeg === null) return null
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  return { data, widthPx: info.width, heightPx: info.height, channels: 3 }
}

/** Full chroma: ink on coloured paper would fray without. Standard Huffman tables: a third faster, a twentieth larger. */
function encode({ data, widthPx, heightPx }: Raster): Promise<Buffer> {
  return sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .jpeg({ quality: 86, chromaSubsampling: '4:4:4', optimiseCoding: false })
    .toBuffer()
}

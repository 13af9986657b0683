import sharp from 'sharp'
import { tileSizePx } from '#core/tiles/pyramid.ts'

/** Joins the tiles of one level into a single JPEG. `tiles[y][x]` are encoded tiles. */
export async function joinTiles(
  tiles: readonly (readonly Uint8Array[])[],
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): Promise<Buffer> {
  const parts = tiles.flatMap((row, y) =>
    row.map((bytes, x) => ({ input: Buffer.from(bytes), left: x * tileSizePx, top: y * tileSizePx })),
  )
  return sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: '#000000' } })
    .composite(parts)
    .jpeg({ quality: 84, mozjpeg: true })
    .toBuffer()
}

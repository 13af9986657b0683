/** One face of an edition as tiles: planned from what is in them, and only those drawn that nobody drew before. */
import { createHash } from 'node:crypto'
import type { ArtworkSize } from '#core/contract/artworks.ts'
import type { Pyramid } from '#core/contract/editions.ts'
import { Sha256 } from '#core/contract/ids.ts'
import {
  baseTiles,
  baseTileSentence,
  upperTileSentence,
  type ShownPlace,
  type TileContents,
} from '#core/tiles/contents.ts'
import { childrenOf, pyramidLevels, tileSizePx, tilesOf, type Four } from '#core/tiles/pyramid.ts'
import { joinTiles } from '../pictures/cover.ts'
import { drawBaseTile, drawUpperTile, type LoadPicture } from '../pictures/tile.ts'

/** How a tile comes about: from pieces, or from four tiles below it. */
type Recipe =
  | { readonly from: 'pieces'; readonly contents: TileContents }
  | { readonly from: 'tiles'; readonly children: Four<Sha256> }

export interface FacePlan {
  readonly pyramid: Pyramid
  /** The name of the cover among the tiles. */
  readonly cover: Sha256
  /** Every tile once, in an order in which children come before what is made of them. */
  readonly tiles: ReadonlyMap<Sha256, Recipe>
}

/** The name of a tile. Each artwork has its own, so that the tiles of one can be deleted without asking the others. */
function tileHash(artworkId: string, sentence: string): Sha256 {
  return Sha256.parse(createHash('sha256').update(`${artworkId}\n${sentence}`).digest('hex'))
}

export function planFace(given: {
  readonly artworkId: string
  readonly size: ArtworkSize
  readonly background: string
  readonly ground: string
  readonly places: readonly ShownPlace[]
}): FacePlan {
  const { artworkId, size } = given
  const levels = pyramidLevels(size.widthPx, size.heightPx)
  const tiles = new Map<Sha256, Recipe>()
  const grids: Sha256[][][] = levels.map(({ rows }) => Array.from({ length: rows }, () => []))

  for (const { row, contents } of baseTiles(given)) {
    const hash = tileHash(artworkId, baseTileSentence(contents))
    tiles.set(hash, { from: 'pieces', contents })
    grids.at(-1)?.[row]?.push(hash)
  }
  for (let index = levels.length - 2; index >= 0; index--) {
    const [level, below] = [levels[index], levels[index + 1]]
    const gridBelow = grids[index + 1]
    if (!level || !below || !gridBelow) continue
    for (const address of tilesOf(level)) {
      const [a, b, c, d] = childrenOf(below, address).map((child) =>
        child ? (gridBelow[child.row]?.[child.column] ?? null) : null,
      )
      const children: Four<Sha256> = [a ?? null, b ?? null, c ?? null, d ?? null]
      const hash = tileHash(artworkId, upperTileSentence(children))
      tiles.set(hash, { from: 'tiles', children })
      grids[index]?.[address.row]?.push(hash)
    }
  }
  const { widthPx, heightPx } = size
  const pyramid: Pyramid = {
    tileSizePx,
    widthPx,
    heightPx,
    levels: levels.map((level, index) => ({
      widthPx: level.widthPx,
      heightPx: level.heightPx,
      tiles: grids[index] ?? [],
    })),
  }
  const cover = tileHash(artworkId, JSON.stringify(['cover', coverLevel(pyramid).tiles]))
  return { pyramid, cover, tiles }
}

/** Where tiles lie, and where the pictures in them come from. */
export interface TileWorks {
  has(hash: Sha256): Promise<boolean>
  read(hash: Sha256): Promise<Uint8Array>
  write(hash: Sha256, bytes: Uint8Array): Promise<void>
  readonly loadPicture: LoadPicture
  /** Called for each tile that is there, drawn now or before. */
  progress(): Promise<void>
}

/** The cover is made of the first level that is at least this wide. */
const coverWidthPx = 1_000

function coverLevel({ levels }: Pyramid): Pyramid['levels'][number] {
  const level = levels.find(({ widthPx }) => widthPx >= coverWidthPx) ?? levels.at(-1)
  if (!level) throw new RangeError('a pyramid has at least one level')
  return level
}

/** Draws what is missing. */
export async function drawFace(plan: FacePlan, works: TileWorks): Promise<void> {
  for (const [hash, recipe] of plan.tiles) {
    if (!(await works.has(hash))) await works.write(hash, await drawTile(recipe, works))
    await works.progress()
  }
  await drawCover(plan, works)
}

async function drawTile(recipe: Recipe, works: TileWorks): Promise<Uint8Array> {
  if (recipe.from === 'pieces') return drawBaseTile(recipe.contents, works.loadPicture)
  const read = (child: Sha256 | null) => (child === null ? null : works.read(child))
  const [a, b, c, d] = recipe.children
  return drawUpperTile([await read(a), await read(b), await read(c), await read(d)])
}

async function drawCover({ cover, pyramid }: FacePlan, works: TileWorks): Promise<void> {
  if (await works.has(cover)) return
  const level = coverLevel(pyramid)
  const tiles = await Promise.all(level.tiles.map((row) => Promise.all(row.map((hash) => works.read(hash)))))
  await works.write(cover, await joinTiles(tiles, level))
}

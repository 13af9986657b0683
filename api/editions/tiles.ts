/** Tiles as stored bytes: `tiles/<hash>`. */
import { Problem } from '#core/contract/problems.ts'
import type { Db } from '../database/connect.ts'
import type { Deps } from '../deps.ts'
import type { Picture } from '../http/answers.ts'
import {
  findFace,
  hashesOf,
  listFaces,
  listUncleared,
  markCleared,
  type DrawnFace,
} from './face-repository.ts'
import { findCurrent } from './repository.ts'

export const tileKey = (hash: string) => `tiles/${hash}`

/**
 * A tile never changes under its name, but strangers' caches let go of it within minutes, so that what was taken
 * down does not live on there (DESIGN section 9).
 */
const tileCache = 'public, max-age=300, must-revalidate'

/** @throws {Problem} not-found */
export async function openTile({ storage }: Pick<Deps, 'storage'>, hash: string): Promise<Picture> {
  const { stream, byteSize } = await storage.open(tileKey(hash))
  return { mediaType: 'image/jpeg', byteSize, stream, cache: tileCache, etag: `"${hash}"` }
}

/** The whole work in one picture, as the web may see it. @throws {Problem} edition-not-found */
export async function openCover(
  { db, storage }: Pick<Deps, 'db' | 'storage'>,
  artworkId: string,
): Promise<Picture> {
  const current = await findCurrent(db, artworkId)
  const face = current && (await findFace(db, current.id, 'web'))
  if (!face) throw new Problem('edition-not-found')
  const picture = await openTile({ storage }, face.cover)
  // The address stays while the picture changes, so nobody may show it without asking whether it is still this one.
  return { ...picture, cache: 'no-cache' }
}

/** The hashes that the artwork's current edition needs. */
export async function currentHashes(db: Db, artworkId: string): Promise<Set<string>> {
  const current = await findCurrent(db, artworkId)
  return current ? hashesOf(await listFaces(db, current.id)) : new Set()
}

/** Deletes the tiles of earlier editions, published or not, that the current one does not need. */
export async function dropOldTiles(given: Pick<Deps, 'db' | 'storage'>, artworkId: string): Promise<void> {
  const { db } = given
  const current = await findCurrent(db, artworkId)
  if (!current) return
  const needed = hashesOf(await listFaces(db, current.id))
  for (const editionId of await listUncleared(db, artworkId, current.number)) {
    await removeTiles(given, hashesOf(await listFaces(db, editionId)).difference(needed))
    await markCleared(db, editionId)
  }
}

/**
 * Deletes what an earlier attempt at this edition drew and neither this attempt nor the current edition needs: a piece
 * was taken down while it was being drawn.
 */
export async function dropGivenUp(
  given: Pick<Deps, 'db' | 'storage'>,
  artworkId: string,
  editionId: string,
  planned: readonly DrawnFace[],
): Promise<void> {
  const givenUp = hashesOf(await listFaces(given.db, editionId)).difference(hashesOf(planned))
  if (givenUp.size > 0) await removeTiles(given, givenUp.difference(await currentHashes(given.db, artworkId)))
}

async function removeTiles({ storage }: Pick<Deps, 'storage'>, hashes: ReadonlySet<string>): Promise<void> {
  for (const hash of hashes) await storage.remove(tileKey(hash))
}

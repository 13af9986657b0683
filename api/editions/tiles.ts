/** Tiles as stored bytes: `tiles/<hash>`. */
import { Problem } from '#core/contract/problems.ts'
import type { Db } from '../database/connect.ts'
import type { Deps } from '../deps.ts'
import type { Picture } from '../http/routes.ts'
import { findCurrent, findFace, hashesOf, listFaces } from './repository.ts'

export const tileKey = (hash: string) => `tiles/${hash}`

/**
 * A tile never changes under its name, but strangers' caches let go of it within minutes, so that what was taken
 * down does not live on there (DESIGN section 9).
 */
const tileCache = 'public, max-age=300, must-revalidate'

/** @throws {Problem} not-found */
export async function openTile({ storage }: Pick<Deps, 'storage'>, hash: string): Promise<Picture> {
  const { stream, byteSize } = await storage.open(tileKey(hash))
  return { mediaType: 'image/jpeg', byteSize, stream, cache: tileCache }
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
  // The address stays while the picture changes, so nobody may keep it without asking.
  return { ...picture, cache: 'no-cache' }
}

/** The hashes that the artwork's current edition needs. */
export async function currentHashes(db: Db, artworkId: string): Promise<Set<string>> {
  const faces = await listFaces(db, artworkId)
  const newest = faces[0]?.number
  return new Set(faces.filter(({ number }) => number === newest).flatMap((face) => [...hashesOf(face)]))
}

/** Deletes the tiles of earlier editions that the current one does not need. */
export async function dropOldTiles(
  { db, storage }: Pick<Deps, 'db' | 'storage'>,
  artworkId: string,
): Promise<void> {
  const faces = await listFaces(db, artworkId)
  const newest = faces[0]?.number
  const needed = new Set(
    faces.filter(({ number }) => number === newest).flatMap((face) => [...hashesOf(face)]),
  )
  const old = new Set(faces.flatMap((face) => [...hashesOf(face)])).difference(needed)
  for (const hash of old) await storage.remove(tileKey(hash))
}

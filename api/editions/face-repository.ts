/** The faces of editions as they are kept: which tiles each names, and which editions' tiles may still be there. */
import { Pyramid, type Face } from '#core/contract/editions.ts'
import type { Db, Tx } from '../database/connect.ts'

export interface DrawnFace {
  readonly face: Face
  readonly pyramid: Pyramid
  readonly cover: string
}

/** Writes down what is going to be drawn, before it is: so that whatever comes, nothing is left that nobody names. */
export async function keepFaces(tx: Tx, editionId: string, faces: readonly DrawnFace[]): Promise<void> {
  const rows = faces.map(({ face, pyramid, cover }) => ({
    editionId,
    face,
    pyramid: JSON.stringify(pyramid),
    cover,
  }))
  await tx.deleteFrom('editionFace').where('editionId', '=', editionId).execute()
  await tx.insertInto('editionFace').values(rows).execute()
}

export async function findFace(db: Db, editionId: string, face: Face): Promise<DrawnFace | null> {
  const row = await db
    .selectFrom('editionFace')
    .select(['pyramid', 'cover'])
    .where('editionId', '=', editionId)
    .where('face', '=', face)
    .executeTakeFirst()
  return row ? { face, pyramid: Pyramid.parse(row.pyramid), cover: row.cover } : null
}

/** The hashes that faces name. */
export function hashesOf(faces: readonly DrawnFace[]): Set<string> {
  const hashes = new Set<string>()
  for (const { pyramid, cover } of faces) {
    hashes.add(cover)
    for (const { tiles } of pyramid.levels) for (const row of tiles) for (const hash of row) hashes.add(hash)
  }
  return hashes
}

/** The faces of one edition, drawn or about to be. */
export async function listFaces(db: Db, editionId: string): Promise<DrawnFace[]> {
  const rows = await db
    .selectFrom('editionFace')
    .select(['face', 'pyramid', 'cover'])
    .where('editionId', '=', editionId)
    .execute()
  return rows.map(({ face, pyramid, cover }) => ({ face, pyramid: Pyramid.parse(pyramid), cover }))
}

/** Editions before this one whose tiles may still be there. */
export async function listUncleared(db: Db, artworkId: string, before: number): Promise<string[]> {
  const rows = await db
    .selectFrom('edition')
    .leftJoin('editionCleared', 'editionCleared.editionId', 'edition.id')
    .select('edition.id')
    .where('artworkId', '=', artworkId)
    .where('number', '<', before)
    .where('editionCleared.editionId', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

export async function markCleared(db: Db, editionId: string): Promise<void> {
  await db
    .insertInto('editionCleared')
    .values({ editionId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

import { z } from 'zod'
import { inLayerOrder, type CompositionState } from '#core/composition/state.ts'
import type { Edition, PublishProgress } from '#core/contract/editions.ts'
import { ArtworkElement } from '#core/contract/elements.ts'
import { Box } from '#core/contract/geometry.ts'
import { Crop, Mount } from '#core/contract/look.ts'
import { PieceId, PlacementId } from '#core/contract/ids.ts'
import type { Db, Tx } from '../database/connect.ts'
import { houseColumns } from '../houses/columns.ts'

/** A place as an edition keeps it: `pieceId` is null where it stood empty, or where an element of the work's own is. */
export const Place = z.object({
  placementId: PlacementId,
  pieceId: PieceId.nullable(),
  element: ArtworkElement.optional(),
  box: Box,
  layer: z.number(),
  crop: Crop.optional(),
  mount: Mount.optional(),
})
export type Place = z.infer<typeof Place>
const Places = z.array(Place)

export function placesOf(state: CompositionState): Place[] {
  return inLayerOrder(state).map((placement) => {
    const { id, pieceId, element, xMm, yMm, widthMm, heightMm, rotationDeg, layer, crop, mount } = placement
    return {
      placementId: id,
      pieceId,
      ...(element && { element }),
      box: { xMm, yMm, widthMm, heightMm, rotationDeg },
      layer,
      ...(crop && { crop }),
      ...(mount && { mount }),
    }
  })
}

interface EditionRow {
  readonly id: string
  readonly number: number
  readonly seq: number
  readonly state: 'queued' | 'drawing' | 'published' | 'failed'
  readonly tilesDone: number
  readonly tilesAll: number
  readonly pieceCount: number
  readonly createdAt: Date
}

export function progressOf(
  row: Omit<EditionRow, 'id' | 'seq' | 'pieceCount' | 'createdAt'>,
): PublishProgress {
  const edition = row.number
  if (row.state === 'drawing')
    return { state: 'drawing', edition, tilesDone: row.tilesDone, tilesAll: row.tilesAll }
  return { state: row.state, edition }
}

const columns = ['id', 'number', 'seq', 'state', 'tilesDone', 'tilesAll', 'pieceCount', 'createdAt'] as const

export function toEdition(row: EditionRow): z.input<typeof Edition> {
  const { number, seq, createdAt, pieceCount } = row
  return { number, seq, createdAt: createdAt.toISOString(), pieceCount, progress: progressOf(row) }
}

export async function listEditions(db: Db, artworkId: string): Promise<EditionRow[]> {
  return db
    .selectFrom('edition')
    .select(columns)
    .where('artworkId', '=', artworkId)
    .orderBy('number', 'desc')
    .execute()
}

/** The newest edition, whatever its state. */
export async function findNewest(db: Db, artworkId: string) {
  const row = await db
    .selectFrom('edition')
    .select([...columns, 'places'])
    .where('artworkId', '=', artworkId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { ...row, places: Places.parse(row.places) } : null
}

/** The edition that is shown now. */
export async function findCurrent(db: Db, artworkId: string) {
  const row = await db
    .selectFrom('edition')
    .select(['id', 'number', 'places', 'publishedAt'])
    .where('artworkId', '=', artworkId)
    .where('state', '=', 'published')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { ...row, places: Places.parse(row.places) } : null
}

/** Puts an edition in the queue; one that waits there already is brought up to date instead. */
export async function enqueue(
  tx: Tx,
  artworkId: string,
  seq: number,
  places: readonly Place[],
): Promise<EditionRow> {
  const pieceCount = places.filter(({ pieceId }) => pieceId !== null).length
  const content = { seq, places: JSON.stringify(places), pieceCount }
  const waiting = await tx
    .updateTable('edition')
    .set(content)
    .where('artworkId', '=', artworkId)
    .where('state', '=', 'queued')
    .returning(columns)
    .executeTakeFirst()
  if (waiting) return waiting
  const newest = await findNewest(tx, artworkId)
  return tx
    .insertInto('edition')
    .values({ ...content, artworkId, number: (newest?.number ?? 0) + 1 })
    .returning(columns)
    .executeTakeFirstOrThrow()
}

/**
 * Takes the newest edition to be drawn, as it is now: from here on, what is published next is another edition.
 * @returns null when it is published already, or there is none
 */
export async function claimNewest(db: Db, artworkId: string) {
  const row = await db
    .updateTable('edition')
    .set({ state: 'drawing' })
    .where('state', '<>', 'published')
    .where('id', '=', (newest) =>
      newest
        .selectFrom('edition as one')
        .select('one.id')
        .where('one.artworkId', '=', artworkId)
        .orderBy('one.number', 'desc')
        .limit(1),
    )
    .returning([...columns, 'places'])
    .executeTakeFirst()
  return row ? { ...row, places: Places.parse(row.places) } : null
}

export async function setPlaces(db: Db, editionId: string, places: readonly Place[]): Promise<void> {
  const pieceCount = places.filter(({ pieceId }) => pieceId !== null).length
  await db
    .updateTable('edition')
    .set({ places: JSON.stringify(places), pieceCount })
    .where('id', '=', editionId)
    .execute()
}

export async function markFailed(db: Db, editionId: string): Promise<void> {
  await db.updateTable('edition').set({ state: 'failed' }).where('id', '=', editionId).execute()
}

export async function setProgress(
  db: Db,
  editionId: string,
  tilesDone: number,
  tilesAll: number,
): Promise<void> {
  await db.updateTable('edition').set({ tilesDone, tilesAll }).where('id', '=', editionId).execute()
}

/** From here on the edition never changes; the database sees to it. Earlier ones that wait still have been overtaken. */
export async function markPublished(
  tx: Tx,
  { id, artworkId, number }: { id: string; artworkId: string; number: number },
  now: Date,
): Promise<void> {
  await tx.updateTable('edition').set({ state: 'published', publishedAt: now }).where('id', '=', id).execute()
  await tx
    .updateTable('edition')
    .set({ state: 'failed' })
    .where('artworkId', '=', artworkId)
    .where('number', '<', number)
    .where('state', 'in', ['queued', 'drawing'])
    .execute()
}

/** Artworks whose newest edition is not out: it waits, is being drawn, or has failed. */
export async function listUnpublished(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('edition')
    .distinctOn('artworkId')
    .select(['artworkId', 'state'])
    .orderBy('artworkId')
    .orderBy('number', 'desc')
    .execute()
  return rows.filter(({ state }) => state !== 'published').map(({ artworkId }) => artworkId)
}

/** How busy the pictures are, 0 … 1, of those of these pieces that the web may see now, by id. */
export async function busynessOnWeb(db: Db, pieceIds: readonly string[]): Promise<Map<string, number>> {
  if (pieceIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('piece')
    .select(['id', 'gradientEnergy'])
    .where('id', 'in', pieceIds)
    .where('placeable', '=', true)
    .where('webYes', '=', true)
    .execute()
  return new Map(rows.map(({ id, gradientEnergy }) => [id, gradientEnergy ?? 0]))
}

/** What may be shown of these pieces now, by id. Pieces that may not be shown at all are not there. */
export async function showable(db: Db, pieceIds: readonly string[]) {
  if (pieceIds.length === 0) return new Map<string, never>()
  const rows = await db
    .selectFrom('piece')
    .innerJoin('house', 'house.id', 'piece.houseId')
    .select(['piece.id', 'piece.kind', 'webYes', 'credit', 'shownName', 'text', ...houseColumns])
    .where('piece.id', 'in', pieceIds)
    .where('placeable', '=', true)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

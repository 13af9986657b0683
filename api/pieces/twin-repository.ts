import type { Likeness } from '#core/picture/same-picture.ts'
import type { Db, Tx } from '../database/connect.ts'

const likenessColumns = [
  'id',
  'artworkId',
  'houseId',
  'contentSha256',
  'perceptualHash',
  'features',
  'widthPx',
  'heightPx',
] as const

/** What tells whether two photos are the same picture. */
export interface LikenessRow {
  readonly id: string
  readonly artworkId: string
  readonly houseId: string
  readonly contentSha256: Buffer | null
  readonly perceptualHash: string | null
  readonly features: Buffer | null
  readonly widthPx: number | null
  readonly heightPx: number | null
}

/** Null for a picture that is like none: it has no hash, or was prepared before pictures had one. */
export function likenessOf(row: LikenessRow): Likeness | null {
  const { perceptualHash, features, widthPx, heightPx } = row
  if (perceptualHash === null || features === null) return null
  if (widthPx === null || heightPx === null) return null
  return { perceptualHash, features: new Int8Array(features), widthPx, heightPx }
}

/** A photo that may become a twin: prepared, and nobody has said anything of it yet. */
export function findUndecidedPhoto(tx: Tx, id: string): Promise<LikenessRow | undefined> {
  return tx
    .selectFrom('piece')
    .select(likenessColumns)
    .where('id', '=', id)
    .where('kind', '=', 'photo')
    .where('preparation', '=', 'ready')
    .where('decision', '=', 'waiting')
    .where('parted', 'is', null)
    .executeTakeFirst()
}

/** The other photos of its house in its artwork that may stand for it, oldest first. */
export function listStandingAlone(
  tx: Tx,
  { id, artworkId, houseId }: Pick<LikenessRow, 'id' | 'artworkId' | 'houseId'>,
): Promise<LikenessRow[]> {
  return tx
    .selectFrom('piece')
    .select(likenessColumns)
    .where('artworkId', '=', artworkId)
    .where('houseId', '=', houseId)
    .where('standsAlone', '=', true)
    .where('kind', '=', 'photo')
    .where('preparation', '=', 'ready')
    .where('decision', '<>', 'declined')
    .where('id', '<>', id)
    .orderBy('receivedAt')
    .orderBy('id')
    .execute()
}

/** The first may be none of them. */
export async function setFirst(tx: Tx, ids: readonly string[], firstId: string): Promise<void> {
  if (ids.length === 0) return
  await tx.updateTable('piece').set({ twinOf: firstId }).where('id', 'in', ids).execute()
}

/** Makes the twins of a piece, or one of them, pieces of their own. @returns how many they were */
export async function setApart(
  tx: Tx,
  firstId: string,
  parted: 'different' | 'taken-down',
  only?: string,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('piece')
    .set({ twinOf: null, parted })
    .where('twinOf', '=', firstId)
    .$if(only !== undefined, (query) => query.where('id', '=', only ?? ''))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function listTwins(tx: Tx, firstId: string): Promise<string[]> {
  const rows = await tx.selectFrom('piece').select('id').where('twinOf', '=', firstId).execute()
  return rows.map(({ id }) => id)
}

/** The oldest of its twins that may be shown, and so may stand for the others. */
export async function findHeir(tx: Tx, firstId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('piece')
    .select('id')
    .where('twinOf', '=', firstId)
    .where('visibility', '=', 'up')
    .where('screenYes', '=', true)
    .orderBy('receivedAt')
    .orderBy('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export type Twins = ReadonlyMap<string, readonly Awaited<ReturnType<typeof selectTwins>>[number][]>

function selectTwins(db: Db, artworkId: string) {
  return db
    .selectFrom('piece')
    .select(['id', 'twinOf', 'receivedAt', 'visibility', 'hiddenAt'])
    .where('artworkId', '=', artworkId)
    .where('twinOf', 'is not', null)
    .orderBy('receivedAt')
    .execute()
}

/** The twins in an artwork, oldest first, by the id of the first. */
export async function twinsIn(db: Db, artworkId: string): Promise<Twins> {
  return Map.groupBy(await selectTwins(db, artworkId), ({ twinOf }) => twinOf ?? '')
}

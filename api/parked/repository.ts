import type { ParkedId } from '#core/contract/parked.ts'
import type { Db, Tx } from '../database/connect.ts'

export interface ParkedDraft {
  readonly id: ParkedId
  readonly houseId: string
  readonly storageKey: string
  readonly parkedAt: Date
}

export async function countParked(db: Db, houseId: string): Promise<number> {
  const { count } = await db
    .selectFrom('parkedDraft')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('houseId', '=', houseId)
    .executeTakeFirstOrThrow()
  return count
}

/** @returns where the bytes lie that were kept under this id before; null when there were none. Locked until the end of `tx`. */
export async function lockParked(tx: Tx, id: ParkedId): Promise<string | null> {
  const row = await tx
    .selectFrom('parkedDraft')
    .select('storageKey')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row?.storageKey ?? null
}

/** What was kept under the same id is replaced; whether to remind stays as it was said. */
export async function putParked(tx: Tx, draft: ParkedDraft): Promise<void> {
  const { houseId, storageKey, parkedAt } = draft
  await tx
    .insertInto('parkedDraft')
    .values(draft)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ houseId, storageKey, parkedAt }))
    .execute()
}

export async function findParked(
  db: Db,
  id: ParkedId,
): Promise<{ storageKey: string; parkedAt: Date } | null> {
  const row = await db
    .selectFrom('parkedDraft')
    .select(['storageKey', 'parkedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** @returns whether there was one */
export async function setRemind(db: Db, id: ParkedId, remind: boolean): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('parkedDraft')
    .set({ remind })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** @returns where its bytes lie; null when there was none */
export async function removeParked(db: Db, id: ParkedId): Promise<string | null> {
  const row = await db
    .deleteFrom('parkedDraft')
    .where('id', '=', id)
    .returning('storageKey')
    .executeTakeFirst()
  return row?.storageKey ?? null
}

/** Those parked before a moment go; their bytes are nobody's then, and are swept. */
export async function removeParkedBefore(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('parkedDraft').where('parkedAt', '<', before).execute()
}

export async function parkedKeys(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('parkedDraft').select('storageKey').execute()
  return new Set(rows.map(({ storageKey }) => storageKey))
}

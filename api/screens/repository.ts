import type { Face } from '#core/contract/editions.ts'
import type { Screen, ScreenState } from '#core/contract/screens.ts'
import { ScreenId } from '#core/contract/ids.ts'
import type { z } from 'zod'
import type { Db } from '../database/connect.ts'

/** What a wall is shown. */
export const screenFace: Face = 'wall'

export async function findScreenByToken(db: Db, tokenHash: Buffer): Promise<{ id: string } | null> {
  const row = await db.selectFrom('screen').select('id').where('tokenHash', '=', tokenHash).executeTakeFirst()
  return row ?? null
}

export async function insertScreen(
  db: Db,
  screen: { tokenHash: Buffer; code: string },
): Promise<ScreenId | null> {
  const row = await db
    .insertInto('screen')
    .values(screen)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row ? ScreenId.parse(row.id) : null
}

/** Browsers that asked to be a screen and were never paired are forgotten. */
export async function forgetUnpaired(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('screen').where('pairedAt', 'is', null).where('createdAt', '<', before).execute()
}

export async function screenState(db: Db, id: string): Promise<z.input<typeof ScreenState> | null> {
  const row = await db
    .selectFrom('screen')
    .leftJoin('artwork', 'artwork.id', 'screen.artworkId')
    .select(['screen.code', 'screen.name', 'artwork.slug'])
    .where('screen.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return row.code === null
    ? { state: 'paired', name: row.name ?? '', artwork: row.slug }
    : { state: 'waiting', code: row.code }
}

/** Where the screen's news comes from. */
export async function screenArtwork(db: Db, id: string): Promise<string | null> {
  const row = await db.selectFrom('screen').select('artworkId').where('id', '=', id).executeTakeFirst()
  return row?.artworkId ?? null
}

export async function pairByCode(
  db: Db,
  code: string,
  setting: { name: string; artworkId: string | null; pairedAt: Date },
): Promise<string | null> {
  const row = await db
    .updateTable('screen')
    .set({ ...setting, code: null })
    .where('code', '=', code)
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export async function changeScreen(
  db: Db,
  id: string,
  setting: { name: string; artworkId: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('screen')
    .set(setting)
    .where('id', '=', id)
    .where('pairedAt', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function removeScreen(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('screen').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function reportShown(db: Db, id: string, edition: number | null, now: Date): Promise<void> {
  await db
    .updateTable('screen')
    .set({ shownEdition: edition, lastSeenAt: now })
    .where('id', '=', id)
    .execute()
}

export async function listPaired(db: Db, only?: string): Promise<z.input<typeof Screen>[]> {
  let query = db
    .selectFrom('screen')
    .leftJoin('artwork', 'artwork.id', 'screen.artworkId')
    .select([
      'screen.id',
      'screen.name',
      'artwork.slug',
      'screen.pairedAt',
      'screen.lastSeenAt',
      'shownEdition',
    ])
    .where('screen.pairedAt', 'is not', null)
    .orderBy('screen.pairedAt')
  if (only !== undefined) query = query.where('screen.id', '=', only)
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name ?? '',
    artwork: row.slug,
    pairedAt: (row.pairedAt ?? new Date(0)).toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    edition: row.shownEdition,
  }))
}

import type { NewHouse } from '#core/contract/artworks.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Db } from '../database/connect.ts'

export async function listHouses(db: Db) {
  return db
    .selectFrom('house')
    .select(['id', 'code', 'name', 'kind', 'town'])
    .select((house) =>
      house
        .selectFrom('parkedDraft')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('parkedDraft.houseId', '=', 'house.id')
        .where('remind', '=', true)
        .$asScalar()
        .$notNull()
        .as('reminders'),
    )
    .orderBy('name')
    .execute()
}

/** @throws {Problem} house-code-taken */
export async function insertHouse(db: Db, house: NewHouse) {
  const row = await db
    .insertInto('house')
    .values(house)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning(['id', 'code', 'name', 'kind', 'town'])
    .executeTakeFirst()
  if (!row) throw new Problem('house-code-taken')
  return { ...row, reminders: 0 }
}

/** The ids of those houses that exist. */
export async function houseIds(db: Db, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return []
  const rows = await db.selectFrom('house').select('id').where('code', 'in', codes).execute()
  return rows.map(({ id }) => id)
}

import { sql } from 'kysely'
import type { StaffRole } from '#core/contract/staff.ts'
import type { Db } from '../database/connect.ts'

export async function insertInvitation(
  db: Db,
  invitation: { tokenHash: Buffer; role: StaffRole; expiresAt: Date },
): Promise<void> {
  await db.insertInto('staffInvitation').values(invitation).execute()
}

export async function findInvitation(
  db: Db,
  tokenHash: Buffer,
  now: Date,
): Promise<{ role: StaffRole } | null> {
  const row = await db
    .selectFrom('staffInvitation')
    .select('role')
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return row ?? null
}

/** Marks an invitation used. Of two at once, one gets the role and the other null. */
export async function useInvitation(
  db: Db,
  tokenHash: Buffer,
  now: Date,
): Promise<{ role: StaffRole } | null> {
  const row = await db
    .updateTable('staffInvitation')
    .set({ usedAt: now })
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning('role')
    .executeTakeFirst()
  return row ?? null
}

/** The invitation was not used after all: the account could not be made. */
export async function releaseInvitation(db: Db, tokenHash: Buffer): Promise<void> {
  await db.updateTable('staffInvitation').set({ usedAt: null }).where('tokenHash', '=', tokenHash).execute()
}

/** Whether anybody can sign in. */
export async function isAnyStaff(db: Db): Promise<boolean> {
  const { rows } = await sql`select from staff_account limit 1`.execute(db)
  return rows.length > 0
}

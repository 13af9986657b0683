/** Names that were written after a curator looked. */
import type { ExpressionBuilder } from 'kysely'
import type { z } from 'zod'
import type { NewName } from '#core/contract/inbox.ts'
import type { Db, Tx } from '../database/connect.ts'
import type { Tables } from '../database/tables.ts'
import { houseColumns, houseOf } from '../houses/columns.ts'

/** The piece could be seen by visitors, and no curator has seen its name. */
export const nameWaits = (eb: ExpressionBuilder<Tables, 'piece'>) =>
  eb.and([eb('placeable', '=', true), eb('credit', '=', 'name'), eb('shownName', 'is', null)])

export async function listNewNames(db: Db, artworkId: string): Promise<z.input<typeof NewName>[]> {
  const rows = await db
    .selectFrom('piece')
    .innerJoin('house', 'house.id', 'piece.houseId')
    .select(['piece.id', 'piece.kind', ...houseColumns, 'text', 'makerName', 'seenName'])
    .where('artworkId', '=', artworkId)
    .where(nameWaits)
    .orderBy('receivedAt')
    .execute()
  return rows.map(({ id, kind, text, makerName, seenName, ...row }) => ({
    id,
    kind,
    house: houseOf(row),
    text,
    name: makerName ?? '',
    seenName,
  }))
}

/** Keeps the name that a curator saw. A name that is shown already stays so, though another was seen with it. */
export async function markNameSeen(tx: Tx, id: string, seenName: string): Promise<void> {
  await tx
    .updateTable('piece')
    .set({ seenName })
    .where('id', '=', id)
    .where('shownName', 'is', null)
    .execute()
}

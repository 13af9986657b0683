import { sql } from 'kysely'
import { PieceId } from '#core/contract/ids.ts'
import { LeftOut } from '#core/contract/left-out.ts'
import type { Db, Tx } from '../database/connect.ts'

/** Pieces that may stand in the artwork and have no place there, oldest first. */
export async function withoutPlace(db: Db, artworkId: string): Promise<PieceId[]> {
  const rows = await db
    .selectFrom('piece')
    .select('id')
    .where('artworkId', '=', artworkId)
    .where('placeable', '=', true)
    .where((piece) =>
      piece.not(
        piece.exists(
          piece.selectFrom('placement').select('id').whereRef('placement.pieceId', '=', 'piece.id'),
        ),
      ),
    )
    .orderBy('receivedAt')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => PieceId.parse(id))
}

/** Of these ids, those that are no piece of this artwork. */
export async function strangersAmong(
  db: Db,
  artworkId: string,
  ids: readonly PieceId[],
): Promise<Set<PieceId>> {
  const { rows } = await sql<{ id: string }>`
    select id from piece where artwork_id = ${artworkId} and id = any(${ids}::uuid[])`.execute(db)
  return new Set(ids).difference(new Set(rows.map(({ id }) => PieceId.parse(id))))
}

interface Notes {
  readonly editionId: string
  readonly artworkId: string
  readonly leftOut: readonly LeftOut[]
  readonly staffId: string | null
  readonly now: Date
}

/** Notes them in place of what was noted while the edition waited. */
export async function noteLeftOut(
  tx: Tx,
  { editionId, artworkId, leftOut, staffId, now }: Notes,
): Promise<void> {
  await tx.deleteFrom('editionLeftOut').where('editionId', '=', editionId).execute()
  // One statement whatever the number.
  await sql`
    insert into edition_left_out (edition_id, artwork_id, piece_id, reason, staff_id, noted_at)
    select ${editionId}::uuid, ${artworkId}::uuid, piece, reason, ${staffId}::uuid, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(leftOut)}::jsonb) as given(piece uuid, reason text)`.execute(tx)
}

/** The later edition is the earlier one, drawn again: it goes out without the same pieces, for the same reasons. */
export async function carryLeftOut(tx: Tx, fromEditionId: string, toEditionId: string): Promise<void> {
  await sql`
    insert into edition_left_out (edition_id, artwork_id, piece_id, reason, staff_id, noted_at)
    select ${toEditionId}::uuid, artwork_id, piece_id, reason, staff_id, noted_at
    from edition_left_out where edition_id = ${fromEditionId}`.execute(tx)
}

/** What an edition has noted. */
export async function listLeftOut(db: Db, editionId: string): Promise<LeftOut[]> {
  const rows = await db
    .selectFrom('editionLeftOut')
    .select(['pieceId as piece', 'reason'])
    .where('editionId', '=', editionId)
    .orderBy('pieceId')
    .execute()
  return rows.map((row) => LeftOut.parse(row))
}

import { sql } from 'kysely'
import { everyone, type Everyone } from '#core/composition/everyone.ts'
import { aspectOf } from '#core/composition/layout-pieces.ts'
import type { Said } from '#core/composition/said.ts'
import type { CompositionState } from '#core/composition/state.ts'
import { HouseCode, PieceId } from '#core/contract/ids.ts'
import { AbsentHouse, LeftOut } from '#core/contract/left-out.ts'
import type { Db, Tx } from '../database/connect.ts'

/** Who is still to be thought of, as the composer sees it too. */
export async function lookForEveryone(db: Db, artworkId: string, state: CompositionState): Promise<Everyone> {
  const frame = await db
    .selectFrom('artwork')
    .select(['widthMm', 'heightMm'])
    .where('id', '=', artworkId)
    .executeTakeFirstOrThrow()
  const pieces = await db
    .selectFrom('piece')
    .innerJoin('house', 'house.id', 'piece.houseId')
    .select(['piece.id', 'code', 'piece.kind', 'text', 'widthPx', 'heightPx', 'alterYes'])
    .where('artworkId', '=', artworkId)
    .where('placeable', '=', true)
    .orderBy('receivedAt')
    .orderBy('piece.id')
    .execute()
  return everyone({
    pieces: pieces.map((piece) => ({
      id: PieceId.parse(piece.id),
      houseCode: HouseCode.parse(piece.code),
      kind: piece.kind,
      text: piece.text,
      aspect: aspectOf(piece),
      mayBeAltered: piece.alterYes,
    })),
    state,
    frame,
    houses: await takingPart(db, artworkId),
  })
}

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

/** Of these houses, those that do not take part. */
export async function strangeHousesAmong(
  db: Db,
  artworkId: string,
  codes: readonly HouseCode[],
): Promise<Set<HouseCode>> {
  return new Set(codes).difference(new Set(await takingPart(db, artworkId)))
}

/** By name. */
async function takingPart(db: Db, artworkId: string): Promise<HouseCode[]> {
  const rows = await db
    .selectFrom('entrance')
    .innerJoin('house', 'house.id', 'entrance.houseId')
    .select('house.code')
    .where('artworkId', '=', artworkId)
    .orderBy('house.name')
    .execute()
  return rows.map(({ code }) => HouseCode.parse(code))
}

interface Notes extends Said {
  readonly editionId: string
  readonly artworkId: string
  readonly staffId: string | null
  readonly now: Date
}

/** Notes them in place of what was noted while the edition waited. */
export async function noteLeftOut(
  tx: Tx,
  { editionId, artworkId, leftOut, absentHouses, staffId, now }: Notes,
): Promise<void> {
  await tx.deleteFrom('editionLeftOut').where('editionId', '=', editionId).execute()
  await tx.deleteFrom('editionAbsentHouse').where('editionId', '=', editionId).execute()
  // One statement whatever the number.
  await sql`
    insert into edition_left_out (edition_id, artwork_id, piece_id, reason, staff_id, noted_at)
    select ${editionId}::uuid, ${artworkId}::uuid, piece, reason, ${staffId}::uuid, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(leftOut)}::jsonb) as given(piece uuid, reason text)`.execute(tx)
  await sql`
    insert into edition_absent_house (edition_id, artwork_id, house_id, reason, staff_id, noted_at)
    select ${editionId}::uuid, ${artworkId}::uuid, house.id, reason, ${staffId}::uuid, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(absentHouses)}::jsonb) as given(house text, reason text)
    join house on house.code = given.house`.execute(tx)
}

/** The later edition is the earlier one, drawn again: it goes out without the same pieces, for the same reasons. */
export async function carryLeftOut(tx: Tx, fromEditionId: string, toEditionId: string): Promise<void> {
  await sql`
    insert into edition_left_out (edition_id, artwork_id, piece_id, reason, staff_id, noted_at)
    select ${toEditionId}::uuid, artwork_id, piece_id, reason, staff_id, noted_at
    from edition_left_out where edition_id = ${fromEditionId}`.execute(tx)
  await sql`
    insert into edition_absent_house (edition_id, artwork_id, house_id, reason, staff_id, noted_at)
    select ${toEditionId}::uuid, artwork_id, house_id, reason, staff_id, noted_at
    from edition_absent_house where edition_id = ${fromEditionId}`.execute(tx)
}

/** What an edition has noted. */
export async function listLeftOut(db: Db, editionId: string): Promise<Said> {
  const leftOut = await db
    .selectFrom('editionLeftOut')
    .select(['pieceId as piece', 'reason'])
    .where('editionId', '=', editionId)
    .orderBy('pieceId')
    .execute()
  const absentHouses = await db
    .selectFrom('editionAbsentHouse')
    .innerJoin('house', 'house.id', 'editionAbsentHouse.houseId')
    .select(['code as house', 'reason'])
    .where('editionId', '=', editionId)
    .orderBy('code')
    .execute()
  return {
    leftOut: leftOut.map((row) => LeftOut.parse(row)),
    absentHouses: absentHouses.map((row) => AbsentHouse.parse(row)),
  }
}

import type { z } from 'zod'
import type { Decision, DeclineReason } from '#core/contract/cards.ts'
import type { CuratedPiece } from '#core/contract/inbox.ts'
import { Problem } from '#core/contract/problems.ts'
import { creditOf, visibilityOf } from '../cards/repository.ts'
import type { Db, Tx } from '../database/connect.ts'
import { houseColumns, houseOf } from '../houses/columns.ts'
import { twinsIn, type Twins } from '../pieces/twin-repository.ts'

type Curated = z.input<typeof CuratedPiece>

export function curatedPieces(db: Db) {
  return db
    .selectFrom('piece')
    .innerJoin('house', 'house.id', 'piece.houseId')
    .select([
      'piece.id',
      'piece.artworkId',
      'piece.kind',
      ...houseColumns,
      'receivedAt',
      'preparation',
      'preparationFailure',
      'decision',
      'decidedAt',
      'visibility',
      'hiddenAt',
      'credit',
      'makerName',
      'person',
      'screenYes',
      'webYes',
      'printYes',
      'alterYes',
      'text',
      'widthPx',
      'heightPx',
      'averageColour',
      'parted',
    ])
}

export function toCurated(
  row: Awaited<ReturnType<ReturnType<typeof curatedPieces>['executeTakeFirstOrThrow']>>,
  twins: Twins,
): Curated {
  const {
    id,
    kind,
    preparation,
    preparationFailure,
    decision,
    person,
    text,
    widthPx,
    heightPx,
    averageColour,
  } = row
  return {
    id,
    kind,
    house: houseOf(row),
    receivedAt: row.receivedAt.toISOString(),
    preparation,
    preparationFailure,
    decision,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    visibility: visibilityOf(row),
    credit: creditOf(row),
    person,
    consents: { screen: row.screenYes, web: row.webYes, print: row.printYes, alter: row.alterYes },
    text,
    widthPx,
    heightPx,
    averageColour,
    twins: (twins.get(id) ?? []).map((twin) => ({
      id: twin.id,
      receivedAt: twin.receivedAt.toISOString(),
      visibility: visibilityOf(twin),
    })),
    parted: row.parted,
  }
}

/** Hidden pieces are their makers' alone, and a twin is seen with its first. */
export async function listInbox(db: Db, artworkId: string, decision: Decision): Promise<Curated[]> {
  const rows = await curatedPieces(db)
    .where('artworkId', '=', artworkId)
    .where('decision', '=', decision)
    .where('visibility', '=', 'up')
    .where('twinOf', 'is', null)
    .orderBy('receivedAt', decision === 'waiting' ? 'asc' : 'desc')
    .execute()
  const twins = await twinsIn(db, artworkId)
  return rows.map((row) => toCurated(row, twins))
}

/** Every piece that may stand in the artwork, oldest first. */
export async function listPlaceable(db: Db, artworkId: string): Promise<Curated[]> {
  const rows = await curatedPieces(db)
    .where('artworkId', '=', artworkId)
    .where('placeable', '=', true)
    .orderBy('receivedAt')
    // As layouts have them (composition/repository.ts): the order is that of the log also where two came at once.
    .orderBy('piece.id')
    .execute()
  const twins = await twinsIn(db, artworkId)
  return rows.map((row) => toCurated(row, twins))
}

/** @throws {Problem} piece-not-found */
export async function findCurated(db: Db, id: string): Promise<Curated> {
  const row = await curatedPieces(db).where('piece.id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('piece-not-found')
  return toCurated(row, await twinsIn(db, row.artworkId))
}

/** Holds the piece's row. @throws {Problem} piece-not-found, piece-deleted */
export async function lockPiece(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('piece')
    .select(['id', 'artworkId', 'decision', 'visibility', 'makerName', 'twinOf'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Problem('piece-not-found')
  if (row.visibility === 'deleted') throw new Problem('piece-deleted')
  return row
}

export async function setDecision(
  tx: Tx,
  id: string,
  decision: Decision,
  reason: DeclineReason | null,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('piece')
    .set({ decision, decidedAt: decision === 'waiting' ? null : now, declineReason: reason })
    .where('id', '=', id)
    .execute()
}

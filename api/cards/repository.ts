import type { z } from 'zod'
import { DeclineReason, type CardWords, type Visibility } from '#core/contract/cards.ts'
import type { Credit } from '#core/contract/pieces.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Db, Tx } from '../database/connect.ts'
import { houseColumns } from '../houses/columns.ts'

/** How long a hidden piece can be put up again (DESIGN, "The card"). */
export const hiddenMs = 30 * 24 * 60 * 60 * 1000

export function visibilityOf(row: {
  visibility: 'up' | 'hidden' | 'deleted'
  hiddenAt: Date | null
}): z.input<typeof Visibility> {
  if (row.visibility !== 'hidden') return { state: row.visibility }
  return { state: 'hidden', until: new Date((row.hiddenAt?.getTime() ?? 0) + hiddenMs).toISOString() }
}

export function creditOf(row: {
  credit: 'none' | 'house' | 'name'
  makerName: string | null
}): z.input<typeof Credit> {
  return row.credit === 'name' ? { kind: 'name', name: row.makerName ?? '' } : { kind: row.credit }
}

/** The schema keeps it among those that can be chosen only by the code that writes it: an older one is none. */
export const reasonOf = ({ declineReason }: { declineReason: string | null }): DeclineReason | null =>
  DeclineReason.nullable().catch(null).parse(declineReason)

/** @throws when another piece has this card */
export async function insertCard(
  tx: Tx,
  card: { pieceId: string; houseId: string; secretHash: Buffer },
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('card')
    .values(card)
    .onConflict((conflict) => conflict.column('secretHash').doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows)
    throw new Problem('bad-request', { issues: [{ path: 'cardHash', message: 'in use' }] })
}

/** @throws {Problem} card-unknown */
export async function pieceOfCard(db: Db, secretHash: Buffer): Promise<string> {
  const row = await db
    .selectFrom('card')
    .select('pieceId')
    .where('secretHash', '=', secretHash)
    .executeTakeFirst()
  if (!row) throw new Problem('card-unknown')
  return row.pieceId
}

/** The pieces of a house whose cards show these words, the oldest first: usually none or one. */
export async function piecesOfWords(db: Db, houseCode: string, [first, second, third]: CardWords) {
  return db
    .selectFrom('card')
    .innerJoin('house', 'house.id', 'card.houseId')
    .innerJoin('piece', 'piece.id', 'card.pieceId')
    .select(['piece.id', 'piece.kind', 'piece.receivedAt', 'piece.visibility'])
    .where('house.code', '=', houseCode)
    .where('card.words', '=', first * 65_536 + second * 256 + third)
    .orderBy('piece.receivedAt')
    .orderBy('piece.id')
    .execute()
}

/** @throws {Problem} piece-not-found */
export async function artworkOfPiece(db: Db, pieceId: string): Promise<string> {
  const row = await db.selectFrom('piece').select('artworkId').where('id', '=', pieceId).executeTakeFirst()
  if (!row) throw new Problem('piece-not-found')
  return row.artworkId
}

/** All that the card shows of its piece, but its place. */
export async function findCardPiece(db: Db, pieceId: string) {
  return db
    .selectFrom('piece')
    .innerJoin('house', 'house.id', 'piece.houseId')
    .innerJoin('artwork', 'artwork.id', 'piece.artworkId')
    .select([
      'piece.id',
      'piece.kind',
      'piece.artworkId',
      'artwork.slug',
      'artwork.title',
      ...houseColumns,
      'preparation',
      'decision',
      'declineReason',
      'visibility',
      'hiddenAt',
      'credit',
      'makerName',
      'shownName',
      'placeable',
      'twinOf',
      'screenYes',
      'webYes',
      'printYes',
      'alterYes',
    ])
    .where('piece.id', '=', pieceId)
    .executeTakeFirstOrThrow()
}

export async function hide(tx: Tx, pieceId: string, now: Date): Promise<void> {
  await tx
    .updateTable('piece')
    .set({ visibility: 'hidden', hiddenAt: now })
    .where('id', '=', pieceId)
    .execute()
}

export async function unhide(tx: Tx, pieceId: string): Promise<void> {
  await tx.updateTable('piece').set({ visibility: 'up', hiddenAt: null }).where('id', '=', pieceId).execute()
}

/** Pieces whose time to be put up again is over. */
export async function listOverdue(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('piece')
    .select('id')
    .where('visibility', '=', 'hidden')
    .where('hiddenAt', '<', new Date(now.getTime() - hiddenMs))
    .execute()
  return rows.map(({ id }) => id)
}

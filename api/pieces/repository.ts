import type { Credit, PersonInPicture, PieceKind, PreparationFailure } from '#core/contract/pieces.ts'
import { PhotoEdits } from '#core/contract/photo-edits.ts'
import { Problem } from '#core/contract/problems.ts'
import { Drawing } from '#core/ink/drawing.ts'
import type { Db, Tx } from '../database/connect.ts'
import type { RenditionTable } from '../database/tables.ts'

/** Master: `sizePx` 0. */
export const masterSize = 0

export const pieceFolder = (pieceId: string) => `pieces/${pieceId}`

/**
 * The artwork and house that a piece is sent to.
 * @throws {Problem} artwork-not-found, house-not-found, house-not-in-artwork
 */
export async function findPieceEntrance(db: Db, slug: string, houseCode: string) {
  const artwork = await db
    .selectFrom('artwork')
    .select(['id', 'kinds', 'opensAt', 'closesAt'])
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!artwork) throw new Problem('artwork-not-found')
  const house = await db.selectFrom('house').select('id').where('code', '=', houseCode).executeTakeFirst()
  if (!house) throw new Problem('house-not-found')
  const entrance = await db
    .selectFrom('entrance')
    .select(['artworkId', 'houseId'])
    .where('artworkId', '=', artwork.id)
    .where('houseId', '=', house.id)
    .executeTakeFirst()
  if (!entrance) throw new Problem('house-not-in-artwork')
  const { kinds, opensAt, closesAt } = artwork
  return { ...entrance, kinds, opensAt, closesAt }
}

/** When an artwork is open. @throws {Problem} artwork-not-found */
export async function findDoor(db: Db, slug: string) {
  const artwork = await db
    .selectFrom('artwork')
    .select(['opensAt', 'closesAt'])
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!artwork) throw new Problem('artwork-not-found')
  return artwork
}

/** What is known of a piece that may have arrived before. */
export async function findArrived(db: Db, id: string) {
  return db
    .selectFrom('piece')
    .select(['artworkId', 'contentSha256', 'visibility', 'preparation'])
    .where('id', '=', id)
    .executeTakeFirst()
}

interface NewPiece {
  readonly id: string
  readonly artworkId: string
  readonly houseId: string
  readonly kind: PieceKind
  readonly contentSha256: Buffer | null
  readonly contentType: string | null
  readonly incomingKey: string | null
  readonly text: string | null
  readonly drawing: Drawing | null
  readonly credit: Credit
  readonly person: PersonInPicture
  readonly edits: PhotoEdits
  readonly fromPaper: boolean
}

/** The two columns of a credit. */
const creditColumns = (credit: Credit) => ({
  credit: credit.kind,
  makerName: credit.kind === 'name' ? credit.name : null,
})

/** The two columns of what is done to a photo. */
const editColumns = ({ turn, corners }: PhotoEdits) => ({
  turnDeg: turn ?? 0,
  corners: corners?.flat() ?? null,
})

function editsOf({ turnDeg, corners }: ReturnType<typeof editColumns>): PhotoEdits {
  const pairs = corners && [0, 2, 4, 6].map((at) => corners.slice(at, at + 2))
  return PhotoEdits.parse({ turn: turnDeg, ...(pairs && { corners: pairs }) })
}

export async function insertPiece(db: Db, { credit, drawing, edits, ...piece }: NewPiece): Promise<void> {
  await db
    .insertInto('piece')
    .values({
      ...piece,
      ...creditColumns(credit),
      ...editColumns(edits),
      drawing: drawing && JSON.stringify(drawing),
    })
    .execute()
}

export async function setCredit(tx: Tx, id: string, credit: Credit): Promise<void> {
  await tx.updateTable('piece').set(creditColumns(credit)).where('id', '=', id).execute()
}

/** How many of a row (see `turn.ts`) wait to be prepared, counted no further than `atMost`. */
export function countUnprepared(
  db: Db,
  { artworkId, houseId, fromPaper }: Pick<NewPiece, 'artworkId' | 'houseId' | 'fromPaper'>,
  atMost: number,
) {
  const waiting = db
    .selectFrom('piece')
    .select('artworkId')
    .where('artworkId', '=', artworkId)
    .where('houseId', '=', houseId)
    .where('fromPaper', '=', fromPaper)
    .where('preparation', '=', 'received')
    .where('visibility', '<>', 'deleted')
    .limit(atMost)
  return db.selectFrom(waiting.as('waiting')).select(({ fn }) => fn.countAll<number>().as('waiting'))
}

/** What there is to prepare, or null when it is done, set aside or gone. */
export async function findUnprepared(db: Db, id: string) {
  const row = await db
    .selectFrom('piece')
    .select(['id', 'artworkId', 'kind', 'incomingKey', 'text', 'drawing', 'turnDeg', 'corners'])
    .where('id', '=', id)
    .where('preparation', '=', 'received')
    .where('visibility', '<>', 'deleted')
    .executeTakeFirst()
  if (!row) return null
  const { drawing, turnDeg, corners, ...piece } = row
  return {
    ...piece,
    drawing: drawing === null ? null : Drawing.parse(drawing),
    edits: editsOf({ turnDeg, corners }),
  }
}

/** Holds the piece's row until the transaction ends. @returns its artwork; null when it no longer waits to be prepared */
export async function lockUnprepared(tx: Tx, id: string): Promise<string | null> {
  const row = await tx
    .selectFrom('piece')
    .select('artworkId')
    .where('id', '=', id)
    .where('preparation', '=', 'received')
    .where('visibility', '<>', 'deleted')
    .forUpdate()
    .executeTakeFirst()
  return row?.artworkId ?? null
}

export async function isDeleted(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('piece').select('visibility').where('id', '=', id).executeTakeFirst()
  return row?.visibility === 'deleted'
}

export interface PreparedColumns {
  readonly widthPx: number
  readonly heightPx: number
  readonly averageColour: string
  readonly features: Buffer
  readonly thumbhash: Buffer
  readonly gradientEnergy: number
  readonly perceptualHash: string | null
}

export async function markReady(
  tx: Tx,
  id: string,
  prepared: PreparedColumns,
  renditions: readonly RenditionTable[],
): Promise<void> {
  await tx.insertInto('rendition').values(renditions).execute()
  await tx
    .updateTable('piece')
    .set({ ...prepared, preparation: 'ready', incomingKey: null })
    .where('id', '=', id)
    .execute()
}

export async function markUnreadable(tx: Tx, id: string, reason: PreparationFailure): Promise<void> {
  await tx
    .updateTable('piece')
    .set({ preparation: 'unreadable', preparationFailure: reason })
    .where('id', '=', id)
    .execute()
}

/** Lets go of what was received of pieces that nobody could open in all this time. The bytes are swept after it. */
export async function forgetUnreadable(db: Db, receivedBefore: Date): Promise<void> {
  await db
    .updateTable('piece')
    .set({ incomingKey: null })
    .where('preparation', '=', 'unreadable')
    .where('incomingKey', 'is not', null)
    .where('receivedAt', '<', receivedBefore)
    .execute()
}

/**
 * The stored picture that serves a size: that size, or the largest below it (a small original has no larger one).
 * @throws {Problem} piece-not-found
 */
export async function findRendition(db: Db, pieceId: string, sizePx: number) {
  const row = await db
    .selectFrom('rendition')
    .innerJoin('piece', 'piece.id', 'rendition.pieceId')
    .select(['storageKey', 'mediaType', 'byteSize'])
    .where('pieceId', '=', pieceId)
    // What was taken down lies sealed: not even curators see it until the card puts it up again.
    .where('visibility', '=', 'up')
    .where('sizePx', '<=', sizePx)
    .where('sizePx', '>', masterSize)
    .orderBy('sizePx', 'desc')
    .executeTakeFirst()
  if (!row) throw new Problem('piece-not-found')
  return row
}

/** Empties a piece of everything its maker made; the row stays and says that it was deleted. */
export async function erase(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.deleteFrom('rendition').where('pieceId', '=', id).execute()
  await tx
    .updateTable('piece')
    .set({
      visibility: 'deleted',
      deletedAt: now,
      hiddenAt: null,
      preparation: 'received',
      preparationFailure: null,
      contentSha256: null,
      contentType: null,
      incomingKey: null,
      credit: 'none',
      makerName: null,
      seenName: null,
      declineReason: null,
      person: 'no',
      text: null,
      drawing: null,
      turnDeg: 0,
      corners: null,
      widthPx: null,
      heightPx: null,
      averageColour: null,
      features: null,
      thumbhash: null,
      gradientEnergy: null,
      perceptualHash: null,
      twinOf: null,
      parted: null,
    })
    .where('id', '=', id)
    .execute()
}

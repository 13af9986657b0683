/** Taking a piece down, putting it up again, and deleting it for good: the card's three deeds. */
import { Problem } from '#core/contract/problems.ts'
import { emptyPlaces } from '../composition/operate.ts'
import { lockComposition } from '../composition/repository.ts'
import type { Tx } from '../database/connect.ts'
import type { Deps } from '../deps.ts'
import { publishAgain } from '../editions/publish.ts'
import { announce, artworkTopic } from '../http/events.ts'
import type { JobData } from '../jobs/queue.ts'
import { erase, pieceFolder } from '../pieces/repository.ts'
import { letTwinsGo } from '../pieces/twins.ts'
import { queuePacking } from '../sheets/pack.ts'
import { leaveSheets } from '../sheets/repository.ts'
import { artworkOfPiece, hide, unhide } from './repository.ts'

type Given = Pick<Deps, 'db' | 'jobs' | 'storage' | 'clock'>

interface HeldPiece {
  readonly artworkId: string
  readonly visibility: 'up' | 'hidden' | 'deleted'
  readonly incomingKey: string | null
}

/** Artwork first, then piece: the order in which every use case takes these two locks. */
async function hold(tx: Tx, pieceId: string): Promise<HeldPiece> {
  const artworkId = await artworkOfPiece(tx, pieceId)
  await lockComposition(tx, artworkId)
  const { visibility, incomingKey } = await tx
    .selectFrom('piece')
    .select(['visibility', 'incomingKey'])
    .where('id', '=', pieceId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { artworkId, visibility, incomingKey }
}

/** Out of every public place at once; its master stays sealed until it is put up again or its time is over. */
export async function hidePiece({ db, jobs, storage, clock }: Given, pieceId: string): Promise<void> {
  const sheetKeys = await db.transaction().execute(async (tx) => {
    const { artworkId, visibility } = await hold(tx, pieceId)
    if (visibility === 'deleted') throw new Problem('piece-deleted')
    if (visibility === 'hidden') return []
    await emptyPlaces(tx, artworkId, pieceId)
    await publishAgain(tx, { jobs }, artworkId, pieceId)
    await letTwinsGo(tx, pieceId)
    const keys = await leaveSheets(tx, artworkId, pieceId)
    await hide(tx, pieceId, clock.now())
    await queuePacking(tx, { jobs }, artworkId, 'left')
    await announce(tx, artworkTopic(artworkId), 'piece', { id: pieceId })
    return keys
  })
  // Should this process die before they are gone, packing clears them away.
  for (const key of sheetKeys) await storage.remove(key)
}

/** Up again, as it was decided before. The curator gives it a place anew. */
export async function showPiece({ db, jobs }: Given, pieceId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { artworkId, visibility } = await hold(tx, pieceId)
    if (visibility === 'deleted') throw new Problem('piece-deleted')
    if (visibility === 'hidden') await unhide(tx, pieceId)
    await queuePacking(tx, { jobs }, artworkId, 'came')
    await announce(tx, artworkTopic(artworkId), 'piece', { id: pieceId })
  })
}

/** Every byte and every word gone. What stays is a row that says a piece was here. */
export async function deletePiece({ db, jobs, storage, clock }: Given, pieceId: string): Promise<void> {
  const bytes = await db.transaction().execute(async (tx) => {
    const piece = await hold(tx, pieceId)
    const { incomingKey } = piece
    if (piece.visibility === 'deleted') return { pieceId, incomingKey, sheetKeys: [] }
    await emptyPlaces(tx, piece.artworkId, pieceId)
    await publishAgain(tx, { jobs }, piece.artworkId, pieceId)
    await letTwinsGo(tx, pieceId)
    const sheetKeys = await leaveSheets(tx, piece.artworkId, pieceId)
    await erase(tx, pieceId, clock.now())
    // Should this process die before the bytes are gone, the job sees to it.
    await jobs.queue(tx, 'erase-piece', { pieceId, incomingKey, sheetKeys })
    await queuePacking(tx, { jobs }, piece.artworkId, 'left')
    await announce(tx, artworkTopic(piece.artworkId), 'piece', { id: pieceId })
    return { pieceId, incomingKey, sheetKeys }
  })
  await eraseBytes({ storage }, bytes)
}

/** The job `erase-piece`. */
export async function eraseBytes(
  { storage }: Pick<Deps, 'storage'>,
  { pieceId, incomingKey, sheetKeys }: JobData<'erase-piece'>,
): Promise<void> {
  await storage.removeAll(pieceFolder(pieceId))
  if (incomingKey !== null) await storage.remove(incomingKey)
  for (const key of sheetKeys) await storage.remove(key)
}

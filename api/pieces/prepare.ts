import type { PreparationFailure } from '#core/contract/pieces.ts'
import { NotStored } from '#storage/store.ts'
import type { RenditionTable } from '../database/tables.ts'
import type { Deps } from '../deps.ts'
import { lockComposition } from '../composition/repository.ts'
import { announce, artworkTopic } from '../http/events.ts'
import type { PictureSource, PreparedPicture } from '../pictures/prepare.ts'
import { PictureUnreadable } from '../pictures/unreadable.ts'
import { queuePacking } from '../sheets/pack.ts'
import * as pieces from './repository.ts'
import { joinFirst } from './twins.ts'

type Unprepared = NonNullable<Awaited<ReturnType<typeof pieces.findUnprepared>>>

/**
 * The job `prepare-piece`: makes master, renditions and features of what was received, and deletes the original once
 * they are safe. May be run again after a crash at any point. A picture that cannot be read is set aside with its
 * reason; every other failure is thrown, and the job is tried again later.
 */
export async function preparePiece(
  { db, storage, jobs, workshop }: Pick<Deps, 'db' | 'storage' | 'jobs' | 'workshop'>,
  pieceId: string,
): Promise<void> {
  const piece = await pieces.findUnprepared(db, pieceId)
  if (!piece) {
    // Deleted while an earlier run of this job was at it, and that run was killed before it could clear up.
    if (await pieces.isDeleted(db, pieceId)) await storage.removeAll(pieces.pieceFolder(pieceId))
    return
  }
  let prepared: PreparedPicture
  try {
    prepared = await workshop.prepare(await sourceOf(storage, piece))
  } catch (error) {
    const reason = unreadableReason(error)
    if (reason === null) throw error
    await setPieceAside({ db }, pieceId, reason)
    return
  }

  const renditions = await keepPictures(storage, pieceId, prepared)
  const isDeleted = await db.transaction().execute(async (tx) => {
    // Before the piece, as everywhere; it also puts two copies of one picture that are ready at once in order.
    if (piece.kind === 'photo') await lockComposition(tx, piece.artworkId)
    if ((await pieces.lockUnprepared(tx, pieceId)) === null) return pieces.isDeleted(tx, pieceId)
    const { widthPx, heightPx, averageColour, gradientEnergy, perceptualHash } = prepared
    const features = Buffer.from(prepared.features)
    const thumbhash = Buffer.from(prepared.thumbhash)
    const columns = { widthPx, heightPx, averageColour, features, thumbhash, gradientEnergy, perceptualHash }
    await pieces.markReady(tx, pieceId, columns, renditions)
    if (piece.kind === 'photo') await joinFirst(tx, pieceId)
    await queuePacking(tx, { jobs }, piece.artworkId, 'came')
    await announce(tx, artworkTopic(piece.artworkId), 'piece', { id: pieceId })
    return false
  })
  // By its maker, while we were at it. (Prepared by another run of this job is another thing: then they are its bytes.)
  if (isDeleted) await storage.removeAll(pieces.pieceFolder(pieceId))
  if (piece.incomingKey !== null) await storage.remove(piece.incomingKey)
}

/**
 * Says why a piece could not be prepared; also the job `set-piece-aside`, when it was tried in vain often enough. What
 * was received is kept for a while: somebody may still find out what it is (see `sweep`).
 */
export async function setPieceAside(
  { db }: Pick<Deps, 'db'>,
  pieceId: string,
  reason: PreparationFailure,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const artworkId = await pieces.lockUnprepared(tx, pieceId)
    if (artworkId === null) return
    await pieces.markUnreadable(tx, pieceId, reason)
    await announce(tx, artworkTopic(artworkId), 'piece', { id: pieceId })
  })
}

async function sourceOf(storage: Deps['storage'], piece: Unprepared): Promise<PictureSource> {
  if (piece.kind === 'text') return { kind: 'text', text: piece.text ?? '' }
  if (piece.kind === 'drawing') {
    if (piece.drawing === null) throw new Error('a drawing without strokes')
    return { kind: 'drawing', drawing: piece.drawing }
  }
  return { kind: 'photo', bytes: await storage.read(piece.incomingKey ?? ''), edits: piece.edits }
}

/** One word, not a sentence: a curator's page says it in its own language. */
function unreadableReason(error: unknown): PreparationFailure | null {
  if (error instanceof NotStored) return 'gone'
  return error instanceof PictureUnreadable ? error.reason : null
}

async function keepPictures(
  storage: Deps['storage'],
  pieceId: string,
  { master, renditions }: PreparedPicture,
): Promise<RenditionTable[]> {
  const all = [{ ...master, sizePx: pieces.masterSize }, ...renditions]
  // All at once: each waits for the disk, and a disk flushes several as quickly as one.
  return Promise.all(
    all.map(async ({ sizePx, widthPx, heightPx, mediaType, bytes }) => {
      const storageKey = `${pieces.pieceFolder(pieceId)}/${sizePx === pieces.masterSize ? 'master' : sizePx}`
      const { sha256 } = await storage.write(storageKey, bytes)
      return { pieceId, sizePx, widthPx, heightPx, mediaType, byteSize: bytes.length, sha256, storageKey }
    }),
  )
}

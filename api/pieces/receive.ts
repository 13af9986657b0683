import { sql } from 'kysely'
import type { z } from 'zod'
import type { ArtworkSlug, PieceId } from '#core/contract/ids.ts'
import type { MissingContent, PieceSubmission, ReceivedPiece } from '#core/contract/pieces.ts'
import { Problem } from '#core/contract/problems.ts'
import { stateOf } from '../artworks/repository.ts'
import type { Tx } from '../database/connect.ts'
import type { Deps } from '../deps.ts'
import { insertCard } from '../cards/repository.ts'
import { recordConsents } from '../consents/repository.ts'
import { announce, artworkTopic } from '../http/events.ts'
import { readContent, type PieceContent } from './content.ts'
import type { IncomingContent } from './incoming.ts'
import { joinParts, removeParts } from './parts.ts'
import * as pieces from './repository.ts'
import { countedAtMost, turnOf } from './turn.ts'

type Received = z.input<typeof ReceivedPiece>

interface Arrival {
  readonly slug: ArtworkSlug
  readonly id: PieceId
  readonly submission: PieceSubmission
  readonly content: IncomingContent | null
}

/**
 * Takes a piece in. Piece, consents, card and job are one transaction; nothing is decoded here. The same content
 * under the same id may come again and again, also twice at once: it is one piece, and the answer is the same.
 * Whatever the outcome, content that no piece owns is not left lying, and neither are its parts: a refused piece
 * comes back under a new id. Only what can still be added to stays, and the answer is where it goes on.
 * @throws {Problem} see `receivePiece` in the contract
 */
export async function receivePiece(
  deps: Pick<Deps, 'db' | 'storage' | 'jobs' | 'clock' | 'config'>,
  arrival: Arrival,
): Promise<Received | MissingContent> {
  try {
    const received = await takeIn(deps, arrival)
    await removeParts(deps.storage, arrival.id)
    return received
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { expectedOffset } = error
    if (expectedOffset !== null) return { 'expected-offset': expectedOffset }
    await removeParts(deps.storage, arrival.id)
    throw error
  }
}

async function takeIn(
  deps: Pick<Deps, 'db' | 'storage' | 'jobs' | 'clock' | 'config'>,
  arrival: Arrival,
): Promise<Received> {
  const { db, storage } = deps
  const { id, submission } = arrival
  let { content } = arrival
  const fate = { isOwned: false }
  try {
    const entrance = await pieces.findPieceEntrance(db, arrival.slug, submission.house)
    const sha256 = content?.sha256 ?? (submission.inParts && Buffer.from(submission.inParts.sha256, 'hex'))
    const known = await answerIfKnown(db, entrance.artworkId, id, sha256)
    if (known) return known

    if (stateOf(entrance, deps.clock.now()) !== 'open') throw new Problem('artwork-closed')
    if (!entrance.kinds.includes(submission.kind)) throw new Problem('kind-not-invited')
    const yes = submission.consents.some(({ purpose, answer }) => purpose === 'screen' && answer === 'yes')
    if (!yes) throw new Problem('consent-missing')
    if (!content && submission.inParts) content = await joinParts(deps, id, submission.inParts)
    const read = await readContent(storage, submission.kind, content)

    return await db.transaction().execute(async (tx) => {
      // Two of the same at once: the second waits here until the first is in.
      await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx)
      const inTheMeantime = await answerIfKnown(tx, entrance.artworkId, id, sha256)
      if (inTheMeantime) return inTheMeantime
      await insert(tx, deps, entrance, { ...arrival, content }, read)
      // If the connection breaks from here on, nobody can say whether this holds: the sweep finds out.
      fate.isOwned = read.kind === 'photo'
      return answer(id, sha256, 'received')
    })
  } finally {
    // Nobody owns it: it was refused, is here already, or has gone into the piece's row.
    if (content && !fate.isOwned) await storage.remove(content.key)
  }
}

function answer(id: PieceId, sha256: Buffer | undefined, preparation: Received['preparation']): Received {
  return { id, sha256: sha256?.toString('hex') ?? '', preparation }
}

async function answerIfKnown(
  db: Tx | Deps['db'],
  artworkId: string,
  id: PieceId,
  sha256: Buffer | undefined,
): Promise<Received | null> {
  const known = await pieces.findArrived(db, id)
  if (!known) return null
  if (known.visibility === 'deleted') throw new Problem('piece-deleted')
  const isSame = sha256 && known.contentSha256?.equals(sha256)
  if (!isSame || known.artworkId !== artworkId) throw new Problem('piece-differs')
  return answer(id, sha256, known.preparation)
}

async function insert(
  tx: Tx,
  { jobs, clock }: Pick<Deps, 'jobs' | 'clock'>,
  entrance: { artworkId: string; houseId: string },
  { id, submission, content: incoming }: Arrival,
  content: PieceContent,
): Promise<void> {
  const { artworkId, houseId } = entrance
  const fromPaper = submission.consents.some(({ way }) => way === 'paper-slip')
  const row = { artworkId, houseId, fromPaper }
  const { waiting } = await pieces.countUnprepared(tx, row, countedAtMost).executeTakeFirstOrThrow()
  await pieces.insertPiece(tx, {
    id,
    ...row,
    kind: content.kind,
    contentSha256: incoming?.sha256 ?? null,
    contentType: content.kind === 'photo' ? content.type : null,
    incomingKey: content.kind === 'photo' ? (incoming?.key ?? null) : null,
    text: content.kind === 'text' ? content.text : null,
    drawing: content.kind === 'drawing' ? content.drawing : null,
    credit: submission.credit,
    person: submission.person,
    edits: { turn: submission.turn, corners: submission.corners },
  })
  await insertCard(tx, { pieceId: id, houseId, secretHash: Buffer.from(submission.cardHash, 'hex') })
  await recordConsents(tx, id, submission.consents, clock.now())
  const turn = turnOf(clock.now(), { waiting, fromPaper })
  await jobs.queue(tx, 'prepare-piece', { pieceId: id }, { turn })
  await announce(tx, artworkTopic(artworkId), 'piece', { id })
}

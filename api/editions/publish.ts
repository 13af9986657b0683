import type { CompositionState } from '#core/composition/state.ts'
import { weighSaid, type Said } from '#core/composition/said.ts'
import type { Staff } from '#core/contract/staff.ts'
import { Problem } from '#core/contract/problems.ts'
import { audit } from '../audit/audit.ts'
import { loadState, lockComposition } from '../composition/repository.ts'
import type { Tx } from '../database/connect.ts'
import type { Deps } from '../deps.ts'
import { announce, artworkTopic } from '../http/events.ts'
import {
  carryLeftOut,
  lookForEveryone,
  noteLeftOut,
  strangeHousesAmong,
  strangersAmong,
} from './left-out-repository.ts'
import * as editions from './repository.ts'

async function queueDrawing(tx: Tx, { jobs }: Pick<Deps, 'jobs'>, artworkId: string): Promise<void> {
  await jobs.queue(tx, 'publish-edition', { artworkId }, { key: artworkId })
}

/** With reasons for pieces that have no place or are hardly seen, and for houses that have no piece there. */
interface Wanted extends Said {
  readonly artworkId: string
  /** Null for the house itself. */
  readonly staff: Staff | null
}

/**
 * Publishes the composition as it is now, and notes why it goes out without some, or shows some badly. The tiles are drawn by a job.
 * @throws {Problem} nothing-to-publish, pieces-left-out, bad-request
 */
export async function publish(
  deps: Pick<Deps, 'db' | 'jobs' | 'clock'>,
  { artworkId, staff, leftOut, absentHouses }: Wanted,
) {
  return deps.db.transaction().execute(async (tx) => {
    const seq = await lockComposition(tx, artworkId)
    const state = await loadState(tx, artworkId)
    const places = editions.placesOf(state)
    if (places.length === 0) throw new Problem('nothing-to-publish')
    const notes = await notesFor(tx, artworkId, state, { leftOut, absentHouses })
    const edition = await editions.enqueue(tx, artworkId, seq, places)
    await noteLeftOut(tx, {
      editionId: edition.id,
      artworkId,
      ...notes,
      staffId: staff?.id ?? null,
      now: deps.clock.now(),
    })
    await queueDrawing(tx, deps, artworkId)
    if (staff) await audit(tx, staff, 'publish', { kind: 'edition', id: edition.id })
    await announce(tx, artworkTopic(artworkId), 'edition', editions.progressOf(edition))
    return editions.toEdition(edition)
  })
}

/**
 * A reason for each piece without a place, each that is hardly seen and each house without a piece. Who needs none any
 * more, because of what somebody did meanwhile, has none noted.
 */
async function notesFor(tx: Tx, artworkId: string, state: CompositionState, said: Said): Promise<Said> {
  const givenPieces = said.leftOut.map(({ piece }) => piece)
  const givenHouses = said.absentHouses.map(({ house }) => house)
  const strangers = [
    ...(await strangersAmong(tx, artworkId, givenPieces)),
    ...(await strangeHousesAmong(tx, artworkId, givenHouses)),
  ]
  if (strangers.length > 0)
    throw new Problem('bad-request', {
      issues: strangers.map((path) => ({ path, message: 'of nobody in this artwork' })),
    })

  const { needed, unsaid } = weighSaid(await lookForEveryone(tx, artworkId, state), said)
  if (unsaid.length > 0)
    throw new Problem('pieces-left-out', {
      issues: unsaid.map(({ who, concern }) => ({ path: who, message: concern })),
    })
  return needed
}

/**
 * Draws the newest edition again because a piece that it shows was taken down, or may be shown to others now. The
 * curator's work since then is not published with it. Nothing happens where the piece is not shown: the composition
 * does not tell, for the curator may have moved on since the edition went out.
 */
export async function publishAgain(
  tx: Tx,
  deps: Pick<Deps, 'jobs'>,
  artworkId: string,
  pieceId: string,
): Promise<void> {
  const newest = await editions.findNewest(tx, artworkId)
  if (!newest) return
  const shown = newest.state === 'published' ? newest : await editions.findCurrent(tx, artworkId)
  const isIn = (places: readonly editions.Place[]) => places.some((place) => place.pieceId === pieceId)
  if (!isIn(newest.places) && !isIn(shown?.places ?? [])) return
  if (newest.state !== 'queued') {
    const again = await editions.enqueue(tx, artworkId, newest.seq, newest.places)
    await carryLeftOut(tx, newest.id, again.id)
  }
  await queueDrawing(tx, deps, artworkId)
}

/** Draws what should be out by now and is not: its job was given up, while the disk was full or the database away. */
export async function resumePublications({ db, jobs }: Pick<Deps, 'db' | 'jobs'>): Promise<void> {
  for (const artworkId of await editions.listUnpublished(db))
    await db.transaction().execute((tx) => queueDrawing(tx, { jobs }, artworkId))
}

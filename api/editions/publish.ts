import type { Staff } from '#core/contract/staff.ts'
import { Problem } from '#core/contract/problems.ts'
import { audit } from '../audit/audit.ts'
import { loadState, lockComposition } from '../composition/repository.ts'
import type { Tx } from '../database/connect.ts'
import type { Deps } from '../deps.ts'
import { announce, artworkTopic } from '../http/events.ts'
import * as editions from './repository.ts'

async function queueDrawing(tx: Tx, { jobs }: Pick<Deps, 'jobs'>, artworkId: string): Promise<void> {
  await jobs.queue(tx, 'publish-edition', { artworkId }, { key: artworkId })
}

/**
 * Publishes the composition as it is now. The tiles are drawn by a job.
 * @throws {Problem} nothing-to-publish
 */
export async function publish(deps: Pick<Deps, 'db' | 'jobs'>, artworkId: string, staff: Staff | null) {
  return deps.db.transaction().execute(async (tx) => {
    const seq = await lockComposition(tx, artworkId)
    const places = editions.placesOf(await loadState(tx, artworkId))
    if (places.length === 0) throw new Problem('nothing-to-publish')
    const edition = await editions.enqueue(tx, artworkId, seq, places)
    await queueDrawing(tx, deps, artworkId)
    if (staff) await audit(tx, staff, 'publish', { kind: 'edition', id: edition.id })
    await announce(tx, artworkTopic(artworkId), 'edition', editions.progressOf(edition))
    return editions.toEdition(edition)
  })
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
  if (newest.state !== 'queued') await editions.enqueue(tx, artworkId, newest.seq, newest.places)
  await queueDrawing(tx, deps, artworkId)
}

/** Draws what should be out by now and is not: its job was given up, while the disk was full or the database away. */
export async function resumePublications({ db, jobs }: Pick<Deps, 'db' | 'jobs'>): Promise<void> {
  for (const artworkId of await editions.listUnpublished(db))
    await db.transaction().execute((tx) => queueDrawing(tx, { jobs }, artworkId))
}

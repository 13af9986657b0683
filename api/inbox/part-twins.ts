import type { PieceId } from '#core/contract/ids.ts'
import type { Staff } from '#core/contract/staff.ts'
import { audit } from '../audit/audit.ts'
import { artworkOfPiece } from '../cards/repository.ts'
import { lockComposition } from '../composition/repository.ts'
import type { Deps } from '../deps.ts'
import { announce, artworkTopic } from '../http/events.ts'
import { setApart } from '../pieces/twin-repository.ts'
import { queuePacking } from '../sheets/pack.ts'
import { lockPiece } from './repository.ts'

/**
 * A curator sees that they are different pieces: each twin comes to the inbox as its own. Said of a piece without
 * twins, nothing happens.
 * @throws {Problem} piece-not-found, piece-deleted
 */
export async function partTwins(
  { db, jobs }: Pick<Deps, 'db' | 'jobs'>,
  staff: Staff,
  id: PieceId,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const artworkId = await artworkOfPiece(tx, id)
    await lockComposition(tx, artworkId)
    await lockPiece(tx, id)
    if ((await setApart(tx, id, 'different')) === 0) return
    await queuePacking(tx, { jobs }, artworkId, 'came')
    await audit(tx, staff, 'part-twins', { kind: 'piece', id })
    await announce(tx, artworkTopic(artworkId), 'piece', { id })
  })
}

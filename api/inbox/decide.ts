import type { Decision, DeclineReason } from '#core/contract/cards.ts'
import type { PieceId } from '#core/contract/ids.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Staff } from '#core/contract/staff.ts'
import { artworkOfPiece } from '../cards/repository.ts'
import { audit } from '../audit/audit.ts'
import { emptyPlaces } from '../composition/operate.ts'
import { lockComposition } from '../composition/repository.ts'
import type { Tx } from '../database/connect.ts'
import type { Deps } from '../deps.ts'
import { publishAgain } from '../editions/publish.ts'
import { changeTold } from '../editions/told.ts'
import { announce, artworkTopic } from '../http/events.ts'
import { markNameSeen } from './name-repository.ts'
import { lockPiece, setDecision } from './repository.ts'

interface Answer {
  readonly decision: Decision
  readonly reason?: DeclineReason | undefined
  readonly was?: Decision | undefined
  readonly seenName?: string | undefined
}

/** What is in no longer leaves its place, and the wall if it hangs there. */
export async function takeOut(
  tx: Tx,
  deps: Pick<Deps, 'jobs'>,
  artworkId: string,
  id: PieceId,
): Promise<void> {
  await emptyPlaces(tx, artworkId, id)
  await publishAgain(tx, deps, artworkId, id)
}

/**
 * Takes a piece in, asks, or leaves it out. With a piece the name is approved that was seen beside it, and no other.
 * A piece that was in and no longer is leaves its place and, if the work was published, the wall.
 * @throws {Problem} piece-not-found, piece-deleted, piece-is-twin, piece-decided
 */
export async function decide(
  deps: Pick<Deps, 'db' | 'jobs' | 'clock'>,
  staff: Staff,
  id: PieceId,
  { decision, reason, was, seenName }: Answer,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const artworkId = await artworkOfPiece(tx, id)
    // Always the artwork before the piece: every way that changes both takes them in this order.
    await lockComposition(tx, artworkId)
    const { twinOf, decision: before } = await lockPiece(tx, id)
    if (twinOf !== null) throw new Problem('piece-is-twin')
    // Sent twice, it is answered alike.
    if (was !== undefined && before !== was && before !== decision) throw new Problem('piece-decided')
    if (decision !== 'approved') await takeOut(tx, deps, artworkId, id)
    await setDecision(tx, id, decision, decision === 'declined' ? (reason ?? null) : null, deps.clock.now())
    if (decision === 'approved' && seenName !== undefined)
      await changeTold(tx, artworkId, id, () => markNameSeen(tx, id, seenName))
    await audit(tx, staff, 'decide', { kind: 'piece', id })
    await announce(tx, artworkTopic(artworkId), 'piece', { id })
  })
}

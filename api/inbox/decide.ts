import type { Decision } from '#core/contract/cards.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { DeclineReason } from '#core/contract/inbox.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Staff } from '#core/contract/staff.ts'
import { artworkOfPiece } from '../cards/repository.ts'
import { audit } from '../audit/audit.ts'
import { emptyPlaces } from '../composition/operate.ts'
import { lockComposition } from '../composition/repository.ts'
import type { Deps } from '../deps.ts'
import { publishAgain } from '../editions/publish.ts'
import { changeTold } from '../editions/told.ts'
import { announce, artworkTopic } from '../http/events.ts'
import { markNameSeen } from './name-repository.ts'
import { lockPiece, setDecision } from './repository.ts'

interface Answer {
  readonly decision: Decision
  readonly reason?: DeclineReason | undefined
  readonly seenName?: string | undefined
}

/**
 * Takes a piece in, asks, or leaves it out. With a piece the name is approved that was seen beside it, and no other.
 * A piece that was in and no longer is leaves its place and, if the work was published, the wall.
 * @throws {Problem} piece-not-found, piece-deleted, piece-is-twin
 */
export async function decide(
  deps: Pick<Deps, 'db' | 'jobs' | 'clock'>,
  staff: Staff,
  id: PieceId,
  { decision, reason, seenName }: Answer,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const artworkId = await artworkOfPiece(tx, id)
    // Always the artwork before the piece: every way that changes both takes them in this order.
    await lockComposition(tx, artworkId)
    const { twinOf } = await lockPiece(tx, id)
    if (twinOf !== null) throw new Problem('piece-is-twin')
    if (decision !== 'approved') {
      await emptyPlaces(tx, artworkId, id)
      await publishAgain(tx, deps, artworkId, id)
    }
    await setDecision(tx, id, decision, decision === 'declined' ? (reason ?? null) : null, deps.clock.now())
    if (decision === 'approved' && seenName !== undefined)
      await changeTold(tx, artworkId, id, () => markNameSeen(tx, id, seenName))
    await audit(tx, staff, 'decide', { kind: 'piece', id })
    await announce(tx, artworkTopic(artworkId), 'piece', { id })
  })
}

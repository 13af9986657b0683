import { consentWordings } from '#core/contract/pieces.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { Staff } from '#core/contract/staff.ts'
import { audit } from '../audit/audit.ts'
import { artworkOfPiece } from '../cards/repository.ts'
import { lockComposition } from '../composition/repository.ts'
import { uncropPlaces } from '../composition/operate.ts'
import { recordConsents } from '../consents/repository.ts'
import type { Deps } from '../deps.ts'
import { publishAgain } from '../editions/publish.ts'
import { announce, artworkTopic } from '../http/events.ts'
import { lockPiece } from './repository.ts'

/**
 * Writes down what the house has heard from the maker: whether the piece may be cropped or get other colours. After a no it is
 * shown whole again wherever it was cropped.
 * @throws {Problem} piece-not-found, piece-deleted
 */
export async function answerForAltering(
  deps: Pick<Deps, 'db' | 'jobs' | 'clock'>,
  staff: Staff,
  id: PieceId,
  answer: 'yes' | 'no',
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const artworkId = await artworkOfPiece(tx, id)
    await lockComposition(tx, artworkId)
    await lockPiece(tx, id)
    if (answer === 'no') {
      await uncropPlaces(tx, artworkId, id)
      await publishAgain(tx, deps, artworkId, id)
    }
    const heard = { purpose: 'alter', answer, wording: consentWordings.alter, way: 'with-help' } as const
    await recordConsents(tx, id, [heard], deps.clock.now())
    await audit(tx, staff, 'answer-for-altering', { kind: 'piece', id })
    await announce(tx, artworkTopic(artworkId), 'piece', { id })
  })
}

import type { PieceId } from '#core/contract/ids.ts'
import type { NameAnswer } from '#core/contract/inbox.ts'
import type { Staff } from '#core/contract/staff.ts'
import { audit } from '../audit/audit.ts'
import { artworkOfPiece } from '../cards/repository.ts'
import { lockComposition } from '../composition/repository.ts'
import type { Deps } from '../deps.ts'
import { changeTold } from '../editions/told.ts'
import { announce, artworkTopic } from '../http/events.ts'
import { setCredit } from '../pieces/repository.ts'
import { markNameSeen } from './name-repository.ts'
import { lockPiece } from './repository.ts'

/**
 * Answers for the name that a curator saw. Its maker may have written another in the meantime: that one is neither
 * shown nor taken away, and waits for a look of its own.
 * @throws {Problem} piece-not-found, piece-deleted
 */
export async function answerNewName(
  { db }: Pick<Deps, 'db'>,
  staff: Staff,
  id: PieceId,
  { name, answer }: { readonly name: string; readonly answer: NameAnswer },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const artworkId = await artworkOfPiece(tx, id)
    await lockComposition(tx, artworkId)
    const { makerName } = await lockPiece(tx, id)
    await changeTold(tx, artworkId, id, async () => {
      if (answer === 'show') await markNameSeen(tx, id, name)
      else if (makerName === name) await setCredit(tx, id, { kind: 'house' })
    })
    await audit(tx, staff, 'answer-name', { kind: 'piece', id })
    await announce(tx, artworkTopic(artworkId), 'piece', { id })
  })
}

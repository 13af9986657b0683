import type { ConsentAnswer, Credit } from '#core/contract/pieces.ts'
import { Problem } from '#core/contract/problems.ts'
import { emptyPlaces } from '../composition/operate.ts'
import { lockComposition } from '../composition/repository.ts'
import { recordConsents } from '../consents/repository.ts'
import type { Deps } from '../deps.ts'
import { publishAgain } from '../editions/publish.ts'
import { announce, artworkTopic } from '../http/events.ts'
import { creditColumns } from '../pieces/repository.ts'
import { artworkOfPiece } from './repository.ts'

/**
 * Changes the name beside a piece, or answers the questions about screen, web and print. A no to the screen empties
 * its place; a changed answer for the web draws a new edition, since the web's face shows other places.
 * @throws {Problem} piece-deleted
 */
export async function changeCard(
  { db, jobs }: Pick<Deps, 'db' | 'jobs'>,
  pieceId: string,
  { credit, consents }: { credit?: Credit | undefined; consents?: readonly ConsentAnswer[] | undefined },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const artworkId = await artworkOfPiece(tx, pieceId)
    await lockComposition(tx, artworkId)
    const { visibility } = await tx
      .selectFrom('piece')
      .select('visibility')
      .where('id', '=', pieceId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (visibility === 'deleted') throw new Problem('piece-deleted')
    if (credit) await tx.updateTable('piece').set(creditColumns(credit)).where('id', '=', pieceId).execute()
    if (consents) {
      const isNoToScreen = consents.some(({ purpose, answer }) => purpose === 'screen' && answer === 'no')
      if (isNoToScreen) await emptyPlaces(tx, artworkId, pieceId)
      await recordConsents(tx, pieceId, consents)
      await publishAgain(tx, { jobs }, artworkId)
    }
    await announce(tx, artworkTopic(artworkId), 'piece', { id: pieceId })
  })
}

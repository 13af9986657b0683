import type { ConsentAnswer, Credit } from '#core/contract/pieces.ts'
import { Problem } from '#core/contract/problems.ts'
import { emptyPlaces, uncropPlaces } from '../composition/operate.ts'
import { lockComposition } from '../composition/repository.ts'
import { recordConsents } from '../consents/repository.ts'
import type { Tx } from '../database/connect.ts'
import type { Deps } from '../deps.ts'
import { publishAgain } from '../editions/publish.ts'
import { changeTold } from '../editions/told.ts'
import { announce, artworkTopic } from '../http/events.ts'
import { setCredit } from '../pieces/repository.ts'
import { letTwinsGo } from '../pieces/twins.ts'
import { queuePacking } from '../sheets/pack.ts'
import { artworkOfPiece } from './repository.ts'

async function lockAnswers(tx: Tx, pieceId: string) {
  return tx
    .selectFrom('piece')
    .select(['visibility', 'screenYes', 'webYes', 'alterYes'])
    .where('id', '=', pieceId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/**
 * Changes the name beside a piece, or answers the questions about screen, web, print and cropping. A name that no curator has
 * seen is not told to visitors. A no to the screen empties its place; a changed answer for the web draws a new edition,
 * since the web's face shows other places; so does a no to cropping, for the piece is shown whole again.
 * @throws {Problem} piece-deleted
 */
export async function changeCard(
  { db, jobs, clock }: Pick<Deps, 'db' | 'jobs' | 'clock'>,
  pieceId: string,
  { credit, consents }: { credit?: Credit | undefined; consents?: readonly ConsentAnswer[] | undefined },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const artworkId = await artworkOfPiece(tx, pieceId)
    await lockComposition(tx, artworkId)
    const before = await lockAnswers(tx, pieceId)
    if (before.visibility === 'deleted') throw new Problem('piece-deleted')
    if (credit) await changeTold(tx, artworkId, pieceId, () => setCredit(tx, pieceId, credit))
    if (consents) {
      const isNoToScreen = consents.some(({ purpose, answer }) => purpose === 'screen' && answer === 'no')
      if (isNoToScreen) {
        await emptyPlaces(tx, artworkId, pieceId)
        await letTwinsGo(tx, pieceId)
        await queuePacking(tx, { jobs }, artworkId, 'came')
      }
      if (consents.some(({ purpose, answer }) => purpose === 'alter' && answer === 'no'))
        await uncropPlaces(tx, artworkId, pieceId)
      await recordConsents(tx, pieceId, consents, clock.now())
      const after = await lockAnswers(tx, pieceId)
      // The same answer once more is written down, and changes nothing that is shown.
      const isOther =
        before.screenYes !== after.screenYes ||
        before.webYes !== after.webYes ||
        (before.alterYes && !after.alterYes)
      if (isOther) await publishAgain(tx, { jobs }, artworkId, pieceId)
    }
    await announce(tx, artworkTopic(artworkId), 'piece', { id: pieceId })
  })
}

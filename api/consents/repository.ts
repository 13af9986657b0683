import type { ConsentAnswer } from '#core/contract/pieces.ts'
import type { Tx } from '../database/connect.ts'

/** Writes answers down; each is a row that stays. The database lets the last one for a purpose count. */
export async function recordConsents(
  tx: Tx,
  pieceId: string,
  answers: readonly ConsentAnswer[],
): Promise<void> {
  // One by one, so that their order is the order given.
  for (const answer of answers)
    await tx
      .insertInto('consent')
      .values({ ...answer, pieceId })
      .execute()
}

import type { ConsentAnswer } from '#core/contract/pieces.ts'
import type { Tx } from '../database/connect.ts'
import { saidWhen } from './said-when.ts'

/**
 * Writes answers down; each is a row that stays. The database lets the last one for a purpose count: in the order in which
 * they arrive, for clocks of several phones cannot be put in order.
 */
export async function recordConsents(
  tx: Tx,
  pieceId: string,
  answers: readonly ConsentAnswer[],
  arrivedAt: Date,
): Promise<void> {
  // One by one, so that their order is the order given.
  for (const { saidAt, language = null, ...answer } of answers)
    await tx
      .insertInto('consent')
      .values({ ...answer, pieceId, saidAt: saidWhen(saidAt, arrivedAt), language })
      .execute()
}

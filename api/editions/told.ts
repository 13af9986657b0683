import type { Tx } from '../database/connect.ts'
import { announce, artworkTopic } from '../http/events.ts'

/** Who made a piece, as visitors are told it. */
async function toldOf(tx: Tx, pieceId: string) {
  const { shownName, credit } = await tx
    .selectFrom('piece')
    .select(['shownName', 'credit'])
    .where('id', '=', pieceId)
    .executeTakeFirstOrThrow()
  return { name: shownName, isHouseTold: credit !== 'none' }
}

/** Does `change`. If visitors are then told something else of who made the piece, the walls hear of it. */
export async function changeTold(
  tx: Tx,
  artworkId: string,
  pieceId: string,
  change: () => Promise<void>,
): Promise<void> {
  const before = await toldOf(tx, pieceId)
  await change()
  const after = await toldOf(tx, pieceId)
  if (before.name === after.name && before.isHouseTold === after.isHouseTold) return
  await announce(tx, artworkTopic(artworkId), 'told', null)
}

/**
 * The same picture sent again, by the same house to the same artwork: one piece, and a twin that waits behind it.
 *
 * The twin keeps its pictures and its card, is no second step, and nobody decides about it. When the first is taken
 * down, by itself or from the screen, the oldest twin comes to the inbox as a piece of its own, marked `taken-down`:
 * whoever took the picture down may have sent it twice, so it never comes back without a curator's look, and the
 * curator is told why to ask. If the first is put up again later, both are pieces of their own, and the curator sees
 * both. A piece that was parted once never becomes a twin again, and one that was decided about neither.
 */
import { isSamePicture } from '#core/picture/same-picture.ts'
import type { Tx } from '../database/connect.ts'
import * as twins from './twin-repository.ts'

/**
 * Makes a prepared photo the twin of the oldest one that is the same picture, if there is one. A piece that was
 * declined stands for nobody: sent again, the picture is looked at again.
 *
 * The composition of the artwork is locked: of two copies that are ready at once, the second finds the first.
 */
export async function joinFirst(tx: Tx, pieceId: string): Promise<void> {
  const piece = await twins.findUndecidedPhoto(tx, pieceId)
  if (!piece) return
  const candidates = await twins.listStandingAlone(tx, piece)
  const first = candidates.find(
    (other) => isSameFile(piece, other) || isSamePicture(twins.likenessOf(piece), twins.likenessOf(other)),
  )
  if (first) await twins.setFirst(tx, [pieceId], first.id)
}

const isSameFile = (one: twins.LikenessRow, other: twins.LikenessRow): boolean =>
  one.contentSha256 !== null && other.contentSha256 !== null && one.contentSha256.equals(other.contentSha256)

/**
 * The piece is about to be taken down, and can stand for its twins no longer: the oldest that may be shown becomes a
 * piece of its own, and stands for the others. The composition of the artwork is locked.
 */
export async function letTwinsGo(tx: Tx, firstId: string): Promise<void> {
  const heir = await twins.findHeir(tx, firstId)
  if (heir === null) {
    await twins.setApart(tx, firstId, 'taken-down')
    return
  }
  const others = (await twins.listTwins(tx, firstId)).filter((id) => id !== heir)
  await twins.setApart(tx, firstId, 'taken-down', heir)
  await twins.setFirst(tx, others, heir)
}

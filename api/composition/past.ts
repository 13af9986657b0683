import { asItMayBeShown, readOn, reading, type Shown } from '#core/composition/versions.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Tx } from '../database/connect.ts'
import * as composition from './repository.ts'

/**
 * The composition as it stood after operation `seq`, read from the log a stretch at a time. Pieces that may no longer
 * be shown are not in it: their places are empty. What may be shown stays so until the transaction ends.
 * @throws {Problem} version-unknown
 */
export async function pastComposition(tx: Tx, artworkId: string, seq: number): Promise<Shown> {
  if (seq > (await composition.lastSeq(tx, artworkId))) throw new Problem('version-unknown')
  const past = reading()
  for (let read = 0; read < seq;) {
    const operations = await composition.listOperations(tx, artworkId, read, seq)
    readOn(past, operations)
    read = operations.at(-1)?.seq ?? seq
  }
  const pieces = [...past.values()].flatMap(({ pieceId }) => pieceId ?? [])
  const placeable = await composition.placeableAmong(tx, artworkId, pieces)
  const alterable = await composition.alterableAmong(tx, pieces)
  return asItMayBeShown(
    past,
    (piece) => placeable.has(piece),
    (piece) => alterable.has(piece),
  )
}

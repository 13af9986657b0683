/** A composition as it is told to the composer: of a full house, the largest answer that there is. */
import type { z } from 'zod'
import type { Composition } from '#core/contract/composition.ts'
import { inLayerOrder } from '#core/composition/state.ts'
import { findArtwork } from '../artworks/repository.ts'
import type { Db } from '../database/connect.ts'
import { listPlaceable } from '../inbox/repository.ts'
import { allowsRepeats, loadState } from './repository.ts'

/** @throws {Problem} artwork-not-found */
export async function readComposition(db: Db, slug: string): Promise<z.input<typeof Composition>> {
  // One snapshot: the sequence number and the placements belong together.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const { id, seq, title, background, widthMm, heightMm, widthPx, heightPx } = await findArtwork(tx, slug)
      return {
        seq,
        title,
        size: { widthMm, heightMm, widthPx, heightPx },
        background,
        repeatsAllowed: await allowsRepeats(tx, id),
        placements: inLayerOrder(await loadState(tx, id)),
        pieces: await listPlaceable(tx, id),
      }
    })
}

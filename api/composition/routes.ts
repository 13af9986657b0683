import * as contract from '#core/contract/composition.ts'
import { inLayerOrder } from '#core/composition/state.ts'
import { artworkIdOf, findArtwork } from '../artworks/repository.ts'
import type { Deps } from '../deps.ts'
import { artworkTopic } from '../http/events.ts'
import type { Routes } from '../http/routes.ts'
import { listPlaceable } from '../inbox/repository.ts'
import { operate } from './operate.ts'
import { listOperations, loadState } from './repository.ts'

export function compositionRoutes(routes: Routes, deps: Pick<Deps, 'db' | 'events'>): void {
  const { db, events } = deps

  routes.on(contract.getComposition, async ({ params }) => {
    // One snapshot: the sequence number and the placements belong together.
    return db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => {
        const { id, seq, background, widthMm, heightMm, widthPx, heightPx } = await findArtwork(
          tx,
          params.slug,
        )
        return {
          seq,
          size: { widthMm, heightMm, widthPx, heightPx },
          background,
          placements: inLayerOrder(await loadState(tx, id)),
          pieces: await listPlaceable(tx, id),
        }
      })
  })

  routes.on(contract.listOperations, async ({ params, query }) =>
    listOperations(db, await artworkIdOf(db, params.slug), query.after),
  )

  routes.on(contract.applyOperation, async ({ params, body, staff }) =>
    operate(deps, await artworkIdOf(db, params.slug), staff().id, body),
  )

  routes.on(contract.followComposition, async ({ params }) => {
    const artworkId = await artworkIdOf(db, params.slug)
    return ({ send }) =>
      Promise.resolve(events.follow(artworkTopic(artworkId), ({ event, data }) => send(event, data)))
  })
}

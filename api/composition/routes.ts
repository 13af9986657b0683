import * as contract from '#core/contract/composition.ts'
import { listOwnSteps } from '#core/contract/own-steps.ts'
import { inLayerOrder } from '#core/composition/state.ts'
import { artworkIdOf, findArtwork } from '../artworks/repository.ts'
import type { Deps } from '../deps.ts'
import { artworkTopic } from '../http/events.ts'
import type { Routes } from '../http/routes.ts'
import { listPlaceable } from '../inbox/repository.ts'
import type { Rooms } from '../presence/rooms.ts'
import { allowRepeats } from './allow-repeats.ts'
import { operate } from './operate.ts'
import * as composition from './repository.ts'

export function compositionRoutes(routes: Routes, deps: Pick<Deps, 'db' | 'events'>, rooms: Rooms): void {
  const { db, events } = deps

  routes.on(contract.getComposition, async ({ params }) => {
    // One snapshot: the sequence number and the placements belong together.
    return db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => {
        const { id, seq, title, background, widthMm, heightMm, widthPx, heightPx } = await findArtwork(
          tx,
          params.slug,
        )
        return {
          seq,
          title,
          size: { widthMm, heightMm, widthPx, heightPx },
          background,
          repeatsAllowed: await composition.allowsRepeats(tx, id),
          placements: inLayerOrder(await composition.loadState(tx, id)),
          pieces: await listPlaceable(tx, id),
        }
      })
  })

  routes.on(contract.listOperations, async ({ params, query }) => {
    const artworkId = await artworkIdOf(db, params.slug)
    const operations = await composition.listOperations(db, artworkId, query.after)
    // Asked afterwards: what is written in between is more, never less.
    return { operations, seq: await composition.lastSeq(db, artworkId) }
  })

  routes.on(listOwnSteps, async ({ params, staff }) =>
    composition.listOwnSteps(db, await artworkIdOf(db, params.slug), staff().id),
  )

  routes.on(contract.applyOperation, async ({ params, body, staff }) =>
    operate(deps, await artworkIdOf(db, params.slug), staff().id, body),
  )

  routes.on(contract.allowRepeats, async ({ params, body, staff }) => {
    await allowRepeats(deps, staff(), await artworkIdOf(db, params.slug), body.allowed)
    return undefined
  })

  routes.on(contract.followComposition, async ({ params, query }) => {
    const artworkId = await artworkIdOf(db, params.slug)
    return async ({ send }) => {
      const stopNews = events.follow(artworkTopic(artworkId), ({ event, data }) => send(event, data))
      const stopPresence = rooms.follow(artworkId, query.tab, send)
      return () => {
        stopNews()
        stopPresence()
      }
    }
  })
}

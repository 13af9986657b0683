import * as contract from '#core/contract/composition.ts'
import { listOwnSteps } from '#core/contract/own-steps.ts'
import { artworkIdOf } from '../artworks/repository.ts'
import type { Deps } from '../deps.ts'
import { artworkTopic } from '../http/events.ts'
import type { Routes } from '../http/routes.ts'
import type { Rooms } from '../presence/rooms.ts'
import { allowRepeats } from './allow-repeats.ts'
import { operate } from './operate.ts'
import * as composition from './repository.ts'

export function compositionRoutes(
  routes: Routes,
  deps: Pick<Deps, 'db' | 'events' | 'compositionReader'>,
  rooms: Rooms,
): void {
  const { compositionReader, db, events } = deps

  routes.on(contract.getComposition, ({ params }) => compositionReader.read(params.slug))

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

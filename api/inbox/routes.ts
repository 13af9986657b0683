import * as contract from '#core/contract/inbox.ts'
import { artworkIdOf } from '../artworks/repository.ts'
import type { Deps } from '../deps.ts'
import type { Routes } from '../http/routes.ts'
import { openPicture } from '../pieces/pictures.ts'
import { answerForAltering } from './alter.ts'
import { decide } from './decide.ts'
import { decideTogether } from './decide-together.ts'
import { listAnswers, listDecided } from './decided-repository.ts'
import { listNewNames } from './name-repository.ts'
import { answerNewName } from './names.ts'
import { partTwins } from './part-twins.ts'
import { findCurated, listInbox } from './repository.ts'
import { trustHouse } from './trust.ts'

export function inboxRoutes(routes: Routes, deps: Deps): void {
  const { db, clock } = deps

  routes.on(contract.listInbox, async ({ params, query }) =>
    listInbox(db, await artworkIdOf(db, params.slug), query.decision),
  )

  routes.on(contract.decide, async ({ params, body, staff }) => {
    await decide(deps, staff(), params.id, body)
    return findCurated(db, params.id)
  })

  routes.on(contract.listDecided, async ({ params, query }) =>
    listDecided(db, await artworkIdOf(db, params.slug), query.skip, clock.now()),
  )

  routes.on(contract.listAnswers, async ({ params }) => listAnswers(db, await artworkIdOf(db, params.slug)))

  routes.on(contract.trustHouse, async ({ params, body, staff }) => {
    await trustHouse(deps, staff(), params, body.trusted)
    return undefined
  })

  routes.on(contract.decideTogether, async ({ params, body, staff }) => ({
    decided: await decideTogether(deps, staff(), await artworkIdOf(db, params.slug), body),
  }))

  routes.on(contract.partTwins, async ({ params, staff }) => {
    await partTwins(deps, staff(), params.id)
    return findCurated(db, params.id)
  })

  routes.on(contract.answerForAltering, async ({ params, body, staff }) => {
    await answerForAltering(deps, staff(), params.id, body.answer)
    return findCurated(db, params.id)
  })

  routes.on(contract.listNewNames, async ({ params }) => listNewNames(db, await artworkIdOf(db, params.slug)))

  routes.on(contract.answerNewName, async ({ params, body, staff }) => {
    await answerNewName(deps, staff(), params.id, body)
    return undefined
  })

  routes.on(contract.getPiecePicture, async ({ params }) => openPicture(deps, params.id, params.size))
}

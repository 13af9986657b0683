import * as contract from '#core/contract/parked.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Deps } from '../deps.ts'
import { makePlaces } from '../http/places.ts'
import type { Routes } from '../http/routes.ts'
import { sendingRules } from '../pieces/routes.ts'
import { openParked, parkDraft, unparkDraft } from './park.ts'
import { setRemind } from './repository.ts'

/** Finished pieces go before: those who park do not take their places. */
const parkingRules = { ...sendingRules, atOnce: 6 }

export function parkedRoutes(routes: Routes, deps: Deps): void {
  const places = makePlaces(parkingRules)

  routes.on(contract.parkDraft, async ({ params, query, request, response }) => {
    await places.take(request, response)
    // Refused half way, the connection stays: the answer has to go out over it, and the next request. So the rest of
    // the body is let go by.
    const source = request.iterator({ destroyOnReturn: false })
    await parkDraft(deps, { id: params.id, house: query.house, source }).finally(() => request.resume())
    return undefined
  })

  routes.on(contract.fetchParkedDraft, async ({ params }) => openParked(deps, params.id))

  routes.on(contract.remindOfDraft, async ({ params, body }) => {
    if (!(await setRemind(deps.db, params.id, body.remind))) throw new Problem('card-unknown')
    return undefined
  })

  routes.on(contract.unparkDraft, async ({ params }) => {
    await unparkDraft(deps, params.id)
    return undefined
  })
}

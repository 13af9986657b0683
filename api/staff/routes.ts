import * as contract from '#core/contract/staff.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Deps } from '../deps.ts'
import { secretHash } from '../http/callers.ts'
import type { Limits } from '../http/limits.ts'
import type { Routes } from '../http/routes.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { findInvitation } from './repository.ts'

export function staffRoutes(routes: Routes, deps: Deps, limits: Limits): void {
  routes.on(contract.signIn, async ({ body, request, response }) => {
    await limits.signInFrom.take(limits.addressOf(request))
    await limits.signIn.take(`${limits.addressOf(request)} ${body.email.toLowerCase()}`)
    return deps.auth.signIn(request, response, body.email, body.password)
  })

  routes.on(contract.signOut, async ({ request, response }) => {
    await deps.auth.signOut(request, response)
    return undefined
  })

  routes.on(contract.getMe, async ({ staff }) => Promise.resolve(staff()))

  routes.on(contract.getInvitation, async ({ params, request }) => {
    await limits.invitation.take(limits.addressOf(request))
    const invitation = await findInvitation(deps.db, secretHash(params.token), deps.clock.now())
    if (!invitation) throw new Problem('invitation-unknown')
    return invitation
  })

  routes.on(contract.acceptInvitation, async ({ params, body, request, response }) => {
    await limits.invitation.take(limits.addressOf(request))
    await acceptInvitation(deps, params.token, body)
    return deps.auth.signIn(request, response, body.email, body.password)
  })
}

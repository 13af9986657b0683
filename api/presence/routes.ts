import { showPresence } from '#core/contract/presence.ts'
import { artworkIdOf } from '../artworks/repository.ts'
import type { Deps } from '../deps.ts'
import type { Routes } from '../http/routes.ts'
import type { Rooms } from './rooms.ts'

export function presenceRoutes(routes: Routes, { db }: Pick<Deps, 'db'>, rooms: Rooms): void {
  routes.on(showPresence, async ({ params, body, staff }) => {
    await rooms.show(await artworkIdOf(db, params.slug), staff(), body)
    return undefined
  })
}

import { createHouse, listHouses } from '#core/contract/artworks.ts'
import { audit } from '../audit/audit.ts'
import type { Deps } from '../deps.ts'
import type { Routes } from '../http/routes.ts'
import * as houses from './repository.ts'

export function houseRoutes(routes: Routes, { db }: Pick<Deps, 'db'>): void {
  routes.on(listHouses, async () => houses.listHouses(db))

  routes.on(createHouse, async ({ body, staff }) =>
    db.transaction().execute(async (tx) => {
      const house = await houses.insertHouse(tx, body)
      await audit(tx, staff(), 'create', { kind: 'house', id: house.id })
      return house
    }),
  )
}

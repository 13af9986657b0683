import * as contract from '#core/contract/editions.ts'
import { Problem } from '#core/contract/problems.ts'
import { artworkIdOf } from '../artworks/repository.ts'
import type { Deps } from '../deps.ts'
import type { Routes } from '../http/routes.ts'
import { currentFace } from './faces.ts'
import { previewPublish } from './preview.ts'
import { publish } from './publish.ts'
import { listEditions, toEdition } from './repository.ts'
import { openTile } from './tiles.ts'

export function editionRoutes(routes: Routes, deps: Deps): void {
  const { db } = deps

  routes.on(contract.getPublicEdition, async ({ params }) => {
    const face = await currentFace(db, await artworkIdOf(db, params.slug), 'web')
    if (!face) throw new Problem('edition-not-found')
    return face
  })

  routes.on(contract.getTile, async ({ params }) => openTile(deps, params.hash))

  routes.on(contract.previewPublish, async ({ params }) =>
    previewPublish(db, await artworkIdOf(db, params.slug)),
  )

  routes.on(contract.publish, async ({ params, staff }) =>
    publish(deps, await artworkIdOf(db, params.slug), staff()),
  )

  routes.on(contract.listEditions, async ({ params }) =>
    (await listEditions(db, await artworkIdOf(db, params.slug))).map(toEdition),
  )
}

import * as contract from '#core/contract/editions.ts'
import { Problem } from '#core/contract/problems.ts'
import { artworkIdOf } from '../artworks/repository.ts'
import { shareLooks } from '../database/shared-look.ts'
import type { Deps } from '../deps.ts'
import type { Routes } from '../http/routes.ts'
import { currentFace } from './faces.ts'
import { freePlacesOf } from './free-places.ts'
import { previewPublish } from './preview.ts'
import { publish } from './publish.ts'
import { listEditions, toEdition } from './repository.ts'
import { openTile } from './tiles.ts'

export function editionRoutes(routes: Routes, deps: Deps): void {
  const { db } = deps

  const lookAtWeb = shareLooks(async (slug) => currentFace(db, await artworkIdOf(db, slug), 'web'))

  routes.on(contract.getPublicEdition, async ({ params }) => {
    const face = await lookAtWeb(params.slug)
    if (!face) throw new Problem('edition-not-found')
    return face
  })

  const lookForPlaces = freePlacesOf(db)

  routes.on(contract.getFreePlaces, async ({ params }) => lookForPlaces(params.slug))

  routes.on(contract.getTile, async ({ params }) => openTile(deps, params.hash))

  routes.on(contract.previewPublish, async ({ params }) =>
    previewPublish(db, await artworkIdOf(db, params.slug)),
  )

  routes.on(contract.publish, async ({ params, body, staff }) =>
    publish(deps, { artworkId: await artworkIdOf(db, params.slug), staff: staff(), ...body }),
  )

  routes.on(contract.listEditions, async ({ params }) =>
    (await listEditions(db, await artworkIdOf(db, params.slug))).map(toEdition),
  )
}

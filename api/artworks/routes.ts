import * as contract from '#core/contract/artworks.ts'
import { Problem } from '#core/contract/problems.ts'
import { audit } from '../audit/audit.ts'
import { shareLooks } from '../database/shared-look.ts'
import type { Deps } from '../deps.ts'
import { openCover } from '../editions/tiles.ts'
import { houseOf } from '../houses/columns.ts'
import type { Routes } from '../http/routes.ts'
import { createArtwork } from './create.ts'
import * as artworks from './repository.ts'

export function artworkRoutes(routes: Routes, deps: Pick<Deps, 'db' | 'storage' | 'clock'>): void {
  const { db, clock } = deps

  const look = shareLooks(async () => {
    const all = await artworks.listArtworks(db, clock.now())
    return all.filter(({ state, edition }) => state === 'open' || (state === 'closed' && edition !== null))
  })

  routes.on(contract.listArtworks, async () => look('all'))

  routes.on(contract.getArtwork, async ({ params }) =>
    artworks.toArtwork(await artworks.findArtwork(db, params.slug), clock.now()),
  )

  routes.on(contract.getCover, async ({ params }) =>
    openCover(deps, await artworks.artworkIdOf(db, params.slug)),
  )

  routes.on(contract.getEntrance, async ({ params }) => {
    const entrance = await artworks.findEntrance(db, params.code)
    if (!entrance) throw new Problem('entrance-not-found')
    const artwork = artworks.toArtwork(await artworks.findArtwork(db, entrance.slug), clock.now())
    return { code: entrance.code, artwork, house: houseOf(entrance) }
  })

  routes.on(contract.listCuratedArtworks, async () => artworks.listCurated(db, clock.now()))

  routes.on(contract.getCuratedArtwork, async ({ params }) =>
    artworks.curate(db, await artworks.findArtwork(db, params.slug), clock.now()),
  )

  routes.on(contract.createArtwork, async ({ body, staff }) => {
    await db.transaction().execute(async (tx) => {
      const id = await createArtwork(tx, body)
      await audit(tx, staff(), 'create', { kind: 'artwork', id })
    })
    return artworks.curate(db, await artworks.findArtwork(db, body.slug), clock.now())
  })
}

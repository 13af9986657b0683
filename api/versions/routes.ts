import { inLayerOrder } from '#core/composition/state.ts'
import { Problem } from '#core/contract/problems.ts'
import * as contract from '#core/contract/versions.ts'
import { artworkIdOf } from '../artworks/repository.ts'
import { pastComposition } from '../composition/past.ts'
import { lastSeq, writtenAt } from '../composition/repository.ts'
import type { Deps } from '../deps.ts'
import { announce, artworkTopic } from '../http/events.ts'
import type { Routes } from '../http/routes.ts'
import * as versions from './repository.ts'

export function versionRoutes(routes: Routes, { db, clock }: Pick<Deps, 'db' | 'clock'>): void {
  routes.on(contract.listVersions, async ({ params }) =>
    versions.listVersions(db, await artworkIdOf(db, params.slug)),
  )

  routes.on(contract.nameVersion, ({ params, body }) =>
    db.transaction().execute(async (tx) => {
      const artworkId = await artworkIdOf(tx, params.slug)
      if (body.seq > (await lastSeq(tx, artworkId))) throw new Problem('version-unknown')
      const named = await versions.nameVersion(tx, {
        ...body,
        id: params.id,
        artworkId,
        namedAt: clock.now(),
      })
      await announce(tx, artworkTopic(artworkId), 'versions', null)
      return named
    }),
  )

  routes.on(contract.forgetVersion, async ({ params }) => {
    await db.transaction().execute(async (tx) => {
      const artworkId = await artworkIdOf(tx, params.slug)
      await versions.forgetVersion(tx, artworkId, params.id)
      await announce(tx, artworkTopic(artworkId), 'versions', null)
    })
    return undefined
  })

  routes.on(contract.getPast, ({ params: { slug, seq } }) =>
    db.transaction().execute(async (tx) => {
      const artworkId = await artworkIdOf(tx, slug)
      const { state, gone } = await pastComposition(tx, artworkId, seq)
      return { seq, at: await writtenAt(tx, artworkId, seq), gone, placements: inLayerOrder(state) }
    }),
  )
}

import { call } from '#lib/api.ts'
import { listCuratedArtworks } from '#core/contract/artworks.ts'
import { forCurator } from '#lib/curator/door.server.ts'
import type { PageServerLoad } from './$types.d.ts'

export const load: PageServerLoad = async ({ fetch, url }) => ({
  artworks: await forCurator(url, call(fetch, listCuratedArtworks, {})),
})

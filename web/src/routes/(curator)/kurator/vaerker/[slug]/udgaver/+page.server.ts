import { call } from '#lib/api.ts'
import { listEditions } from '#core/contract/editions.ts'
import { forCurator } from '#lib/curator/door.server.ts'
import type { PageServerLoad } from './$types.d.ts'

export const load: PageServerLoad = async ({ fetch, url, parent, depends }) => {
  depends('curator:editions')
  const { artwork } = await parent()
  return { editions: await forCurator(url, call(fetch, listEditions, { params: { slug: artwork.slug } })) }
}

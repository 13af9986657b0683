import { call } from '#lib/api.ts'
import { getComposition, listOperations } from '#core/contract/composition.ts'
import { listEditions } from '#core/contract/editions.ts'
import { ArtworkSlug } from '#core/contract/ids.ts'
import type { PageLoad } from './$types.d.ts'

/** A canvas and the hands over it: there is nothing that a server could draw. */
export const ssr = false

/** So many of the last operations are asked what can be undone. */
const historyMax = 300

export const load: PageLoad = async ({ fetch, params, parent }) => {
  const slug = ArtworkSlug.parse(params.slug)
  const { me } = await parent()
  const composition = await call(fetch, getComposition, { params: { slug } })
  const after = Math.max(0, composition.seq - historyMax)
  const [recent, editions] = await Promise.all([
    call(fetch, listOperations, { params: { slug }, query: { after } }),
    call(fetch, listEditions, { params: { slug } }),
  ])
  return { slug, me, composition, editions, recent: recent.filter(({ seq }) => seq <= composition.seq) }
}

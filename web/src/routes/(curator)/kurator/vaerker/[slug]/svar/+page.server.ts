import { call } from '#lib/api.ts'
import { listAnswers } from '#core/contract/inbox.ts'
import { forCurator } from '#lib/curator/door.server.ts'
import type { PageServerLoad } from './$types.d.ts'

export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  const { artwork } = await parent()
  return { answers: await forCurator(url, call(fetch, listAnswers, { params: { slug: artwork.slug } })) }
}

import { call } from '#lib/api.ts'
import type { Decision } from '#core/contract/cards.ts'
import { listInbox, listNewNames } from '#core/contract/inbox.ts'
import { forCurator } from '#lib/curator/door.server.ts'
import type { PageServerLoad } from './$types.d.ts'

/** `?vis=`: the pile that is shown. */
const piles: Readonly<Record<string, Decision>> = {
  med: 'approved',
  spurgt: 'asked',
  'ikke-med': 'declined',
}

export const load: PageServerLoad = async ({ fetch, url, parent, depends }) => {
  depends('curator:inbox')
  const decision = piles[url.searchParams.get('vis') ?? ''] ?? 'waiting'
  const { artwork } = await parent()
  const params = { slug: artwork.slug }
  const [pieces, newNames] = await forCurator(
    url,
    Promise.all([
      call(fetch, listInbox, { params, query: { decision } }),
      call(fetch, listNewNames, { params }),
    ]),
  )
  return { decision, pieces, newNames }
}

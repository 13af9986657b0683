import { call } from '#lib/api.ts'
import type { Decision } from '#core/contract/cards.ts'
import { listInbox } from '#core/contract/inbox.ts'
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
  const pieces = await forCurator(
    url,
    call(fetch, listInbox, { params: { slug: artwork.slug }, query: { decision } }),
  )
  return { decision, pieces }
}

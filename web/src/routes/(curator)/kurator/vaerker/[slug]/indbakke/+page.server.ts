import { call } from '#lib/api.ts'
import type { Decision } from '#core/contract/cards.ts'
import { listDecided, listInbox, listNewNames } from '#core/contract/inbox.ts'
import { forCurator } from '#lib/curator/door.server.ts'
import type { PageServerLoad } from './$types.d.ts'

/** `?vis=`: the pile that is shown. */
const piles: Readonly<Record<string, Decision | 'decided'>> = {
  besluttet: 'decided',
  med: 'approved',
  spurgt: 'asked',
  'ikke-med': 'declined',
}

export const load: PageServerLoad = async ({ fetch, url, parent, depends }) => {
  depends('curator:inbox')
  const pile = piles[url.searchParams.get('vis') ?? ''] ?? 'waiting'
  const { artwork } = await parent()
  const params = { slug: artwork.slug }
  const [pieces, newNames] = await forCurator(
    url,
    Promise.all([
      pile === 'decided'
        ? call(fetch, listDecided, { params, query: {} })
        : call(fetch, listInbox, { params, query: { decision: pile } }),
      call(fetch, listNewNames, { params }),
    ]),
  )
  return { pile, pieces, newNames }
}

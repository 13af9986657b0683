import { call } from '#lib/api.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { decide, listInbox } from '#core/contract/inbox.ts'
import type { InboxWire } from './inbox-desk.svelte.ts'

/** The desk's way to the api, from the browser. */
export const inboxWire = (slug: ArtworkSlug): InboxWire => ({
  send: (id, decision, reason) =>
    call(fetch, decide, { params: { id }, body: { decision, ...(reason && { reason }) } }),
  listWaiting: () => call(fetch, listInbox, { params: { slug }, query: { decision: 'waiting' } }),
})

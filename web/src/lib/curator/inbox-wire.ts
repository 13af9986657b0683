import { call } from '#lib/api.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { answerNewName, decide, listInbox, listNewNames, partTwins } from '#core/contract/inbox.ts'
import type { InboxWire } from './inbox-desk.svelte.ts'
import type { NamesWire } from './new-names.svelte.ts'

/** The desk's way to the api, from the browser. */
export const inboxWire = (slug: ArtworkSlug): InboxWire => ({
  send: (id, body) => call(fetch, decide, { params: { id }, body }),
  part: (id) => call(fetch, partTwins, { params: { id } }),
  listWaiting: () => call(fetch, listInbox, { params: { slug }, query: { decision: 'waiting' } }),
})

/** The new names' way. */
export const namesWire = (slug: ArtworkSlug): NamesWire => ({
  answer: ({ id, name }, answer) => call(fetch, answerNewName, { params: { id }, body: { name, answer } }),
  list: () => call(fetch, listNewNames, { params: { slug } }),
})

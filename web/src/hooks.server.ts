import type { Handle, HandleFetch } from '@sveltejs/kit/hooks'
import { askedAhead } from '#lib/curator/asked-ahead.server.ts'
import { m } from '#lib/paraglide/messages.js'
import { helpPhone } from '#lib/ui/help-phone.ts'
import { paraglideMiddleware } from '#lib/paraglide/server.js'

/**
 * Sets `lang` on the page, so that screen readers and hyphenation speak the language that is shown: as long as one
 * Greenlandic text is missing and Danish stands in for it, that is Danish, also for the one who chose Kalaallisut. What
 * is there in Danish and English alone, as the things on a card, says which of them it is.
 */
export const handle: Handle = async ({ event, resolve }) => {
  const response = await paraglideMiddleware(event.request, () =>
    resolve(event, {
      transformPageChunk: ({ html }) =>
        html.replace('%lang%', m.language_tag()).replace('%help-phone%', helpPhone),
      // The letters are asked for together with the style, not after it.
      preload: ({ type }) => type !== 'asset',
      // The client tells a problem of ours from another by its type, also in a universal `load`.
      filterSerializedResponseHeaders: (name) => name === 'content-type',
    }),
  )
  const ahead = askedAhead(event)
  if (ahead !== null) response.headers.append('link', ahead)
  // On a tablet that many use one after the other, the browser's Back must not bring the last person's page again.
  if (/^\/(v|kort)(\/|$)/.test(event.url.pathname)) response.headers.set('cache-control', 'no-store')
  return response
}

/**
 * The pages speak to the api over HTTP, also while they are rendered on the server.
 * There the api may live in another process, so its address is an environment variable (`API_ORIGIN`).
 */
export const handleFetch: HandleFetch = ({ event, request, fetch }) => {
  const url = new URL(request.url)
  if (url.origin !== event.url.origin || !url.pathname.startsWith('/api/')) return fetch(request)
  const headers = new Headers(request.headers)
  // It stays on this machine: to pack it would cost more than it spares.
  headers.set('accept-encoding', 'identity')
  const cookie = event.request.headers.get('cookie')
  if (cookie) headers.set('cookie', cookie)
  // Whose request it is, sealed by the api: its limits are about people, not about this machine.
  const onBehalfOf = event.request.headers.get('x-on-behalf-of')
  if (onBehalfOf) headers.set('x-on-behalf-of', onBehalfOf)
  const target = new URL(url.pathname + url.search, process.env['API_ORIGIN'] ?? event.url.origin)
  // A form from another site never comes this far: SvelteKit has refused it. To the api this is its own page.
  headers.set('origin', target.origin)
  return globalThis.fetch(new Request(target, new Request(request, { headers })))
}

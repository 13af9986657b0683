/**
 * What the composer asks of the api before it can show anything. Its page is made in the browser, so the browser would learn of it
 * only when all scripts are there: told with the page, it fetches the large answers meanwhile.
 */
import type { RequestEvent } from '@sveltejs/kit'
import { getComposition } from '#core/contract/composition.ts'
import { ArtworkSlug } from '#core/contract/ids.ts'
import { listSheets } from '#core/contract/sheets.ts'
import { staffCookiePrefix } from '#core/contract/staff.ts'
import { address } from '#lib/api.ts'

const composer = '/(curator)/kurator/vaerker/[slug]/saet-sammen'

/** @returns the value of the page's `Link`; null where there is nothing to be asked, or nobody who may */
export function askedAhead({ route, params, request }: RequestEvent): string | null {
  const isSignedIn = request.headers.get('cookie')?.includes(`${staffCookiePrefix}.session_token=`) ?? false
  const slug = ArtworkSlug.safeParse('slug' in params ? params.slug : undefined)
  if (route.id !== composer || !isSignedIn || !slug.success) return null
  return [getComposition, listSheets]
    .map((endpoint) => address(endpoint, { params: { slug: slug.data } }))
    .map((address) => `<${address}>; rel=preload; as=fetch; crossorigin`)
    .join(', ')
}

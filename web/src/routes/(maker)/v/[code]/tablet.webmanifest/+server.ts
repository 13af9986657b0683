/**
 * How the house's tablet stands among its programs: under the house's own start page, over the whole screen. Only a page
 * on such a tablet names it, so that no personal phone offers to keep anything.
 */
import { resolve } from '$app/paths'
import { m } from '#lib/paraglide/messages.js'
import { getLocale } from '#lib/paraglide/runtime.js'
import type { RequestHandler } from './$types.d.ts'

const icon = (sizePx: number) => ({
  src: `/icon-${sizePx}.png`,
  sizes: `${sizePx}x${sizePx}`,
  type: 'image/png',
})

export const GET: RequestHandler = ({ params }) => {
  const start = resolve('/(maker)/v/[code]', { code: params.code })
  const manifest = {
    id: start,
    name: m.product_name(),
    short_name: m.product_name(),
    lang: getLocale() === 'en' ? 'en' : 'da',
    start_url: start,
    scope: '/',
    display: 'fullscreen',
    background_color: '#ffb000',
    theme_color: '#ffb000',
    icons: [icon(192), icon(512)],
  }
  return new Response(JSON.stringify(manifest), {
    headers: { 'content-type': 'application/manifest+json' },
  })
}

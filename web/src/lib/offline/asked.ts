/** What the service worker answers, and what it is told. Whatever is not named here passes by it, untouched. */

/**
 * `page` and `data` of a maker's way are kept under `key`; `elsewhere` is another page of the house, which may get the
 * page that says there is no net; a `picture` may be shown as it was; a `clip` never changes.
 */
export type Asked =
  | { readonly kind: 'page' | 'data'; readonly key: string }
  | { readonly kind: 'file' | 'picture' | 'clip' | 'elsewhere' }
  | null

interface AskedFor {
  readonly method: string
  readonly url: string
  readonly mode: string
  readonly headers: { has(name: string): boolean }
}

const wayPage = /^\/v\/[^/]+(\/([1-5]|tak))?$/
const wayData = /^(\/v\/[^/]+)(\/[^/]+)?\/__data\.json$/
/** The card's page, and the list of this phone's cards. */
const cardPage = /^\/kort(\/mine)?$/
/** The curators' room, and the wall, which keeps its own. */
const otherRooms = /^\/(kurator|skaerm|api)(\/|$)/

/** @param home the origin of the house */
export function readAsked({ method, url, mode, headers }: AskedFor, home: string): Asked {
  const { origin, pathname } = new URL(url)
  // Another language is chosen with a plain form, and its answer is a page.
  if (method === 'POST' && mode === 'navigate' && origin === home && pathname === '/sprog')
    return { kind: 'elsewhere' }
  // A part of a sound or film is the browser's own business.
  if (method !== 'GET' || origin !== home || headers.has('range')) return null
  if (/^\/_app\/immutable\//.test(pathname)) return { kind: 'file' }
  if (/^\/api\/artworks\/[^/]+\/cover$/.test(pathname)) return { kind: 'picture' }
  if (/^\/api\/voices\//.test(pathname)) return { kind: 'clip' }
  // One answer for all pages of a code: only their common layout has data.
  const [, start] = wayData.exec(pathname) ?? []
  if (start !== undefined) return { kind: 'data', key: `${start}/__data.json` }
  if (mode !== 'navigate' || otherRooms.test(pathname)) return null
  if (wayPage.test(pathname) || cardPage.test(pathname)) return { kind: 'page', key: pathname }
  return { kind: 'elsewhere' }
}

/** All that opens without net once a code was visited. */
export const pagesOf = (code: string): readonly string[] => [
  `/v/${code}`,
  ...[1, 2, 3, 4, 5].map((step) => `/v/${code}/${step}`),
  `/v/${code}/tak`,
  `/v/${code}/__data.json`,
  '/kort',
  '/kort/mine',
]

/** Whether a person is in the middle of something there. */
export const isStep = (url: string): boolean => /^\/v\/[^/]+\/[^/]+$/.test(new URL(url).pathname)

export interface Keeping {
  readonly code: string
  readonly language: string
  /** The address of the artwork's picture, for "Sådan ser det ud". */
  readonly cover: string | null
}

/**
 * `keep`: this code's way is to open without net. `take-over`: the newer version may, if nobody is in the middle of
 * something. `wipe`: forget what the last person saw and heard, on a tablet that many share.
 */
export type Told =
  ({ readonly type: 'keep' } & Keeping) | { readonly type: 'take-over' } | { readonly type: 'wipe' }

export function readTold(message: unknown): Told | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null
  if (message.type === 'take-over' || message.type === 'wipe') return { type: message.type }
  if (message.type !== 'keep' || !('code' in message && 'language' in message && 'cover' in message))
    return null
  const { code, language, cover } = message
  if (typeof code !== 'string' || typeof language !== 'string') return null
  return { type: 'keep', code, language, cover: typeof cover === 'string' ? cover : null }
}

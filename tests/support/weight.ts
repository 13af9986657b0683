/** What a page fetches, weighed: in kilobytes as they go over the wire, text packed with gzip. */
import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'

const kinds = ['script', 'stylesheet', 'font', 'document', 'image', 'fetch'] as const
type Kind = (typeof kinds)[number] | 'other'

/** Each thing that was fetched, once. */
export type Fetched = ReadonlyMap<string, { readonly kind: Kind; readonly kB: number }>

/** Hears what the page fetches from now on. @returns what it was, once all of it is there */
export function listen(page: Page): () => Promise<Fetched> {
  const heard: Response[] = []
  page.on('response', (response) => heard.push(response))
  return async () => {
    await page.waitForLoadState('networkidle')
    const weighed = heard.map(async (response) => {
      const type = response.request().resourceType()
      const kind: Kind = kinds.find((known) => known === type) ?? 'other'
      const body = await response.body()
      const isPacked = kind === 'font' || /image\/(?!svg)/.test(response.headers()['content-type'] ?? '')
      return [response.url(), { kind, kB: (isPacked ? body : gzipSync(body)).length / 1000 }] as const
    })
    return new Map(await Promise.all(weighed))
  }
}

/** In kB. */
export const sumOf = (fetched: Fetched, kind?: Kind): number =>
  [...fetched.values()]
    .filter((one) => kind === undefined || one.kind === kind)
    .reduce((sum, { kB }) => sum + kB, 0)

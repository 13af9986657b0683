/** T10: what a phone fetches before it can be used, and for the whole way, in kilobytes as they go over the wire. */
import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openPage, phone } from '#tests/support/browser.ts'
import { asked, settled, tap } from '#tests/support/maker-taps.ts'
import { until } from '#tests/support/maker.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse({ ROLE: 'web' })
let code: string

beforeAll(async () => {
  ;({ entrance: code } = await makeArtwork(curator))
})

const kinds = ['script', 'stylesheet', 'font', 'document', 'image', 'fetch'] as const
type Kind = (typeof kinds)[number] | 'other'

/** Each thing that was fetched, once: its kind, and its size in kB, text packed with gzip. */
type Fetched = ReadonlyMap<string, { readonly kind: Kind; readonly kB: number }>

/** Hears what the page fetches from now on. @returns what it was, once all of it is there */
function listen(page: Page): () => Promise<Fetched> {
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

const sumOf = (fetched: Fetched, kind?: Kind): number =>
  [...fetched.values()].filter((one) => kind === undefined || one.kind === kind).reduce((sum, { kB }) => sum + kB, 0)

test('the first page is light: script, style, letters and all of it together', async () => {
  const page = await openPage(phone, house.origin)
  const fetched = listen(page)
  await page.goto(`/v/${code}`)
  await settled(page)
  const first = await fetched()
  expect(sumOf(first, 'script')).toBeGreaterThan(1)
  expect(sumOf(first, 'script')).toBeLessThanOrEqual(60)
  expect(sumOf(first, 'stylesheet')).toBeLessThanOrEqual(12)
  expect(sumOf(first, 'font')).toBeGreaterThan(1)
  expect(sumOf(first, 'font')).toBeLessThanOrEqual(55)
  expect(sumOf(first)).toBeLessThanOrEqual(180)
})

test('the whole way, with everything that it needs where there is no net, is light as well', async () => {
  const page = await openPage(phone, house.origin)
  const fetched = listen(page)
  await page.goto(`/v/${code}`)
  await tap(page, 'Jeg vil være med')
  await asked(page, 'Hvad har du lyst til?')
  await until(
    () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)),
    (names) => names.some((name) => /card-words/.test(name)),
  )
  for (const [kind, question] of [
    [/Tag et billede/, 'Tag dit billede'],
    [/Tegn her/, 'Tegn med fingeren'],
  ] as const) {
    await tap(page, kind)
    await asked(page, question)
    await tap(page, 'Tilbage')
    await asked(page, 'Hvad har du lyst til?')
  }
  await tap(page, /Skriv lidt/)
  await page.getByRole('textbox').fill('ro')
  await tap(page, 'Færdig')
  await tap(page, 'Det er fint')
  await asked(page, 'Skal der stå et navn?')
  await tap(page, 'Kun husets navn')
  await asked(page, 'Må museet vise det?')
  await tap(page, 'Ja, vis det')
  await asked(page, 'Tak. Vi har det.')
  const whole = await fetched()
  expect(sumOf(whole, 'script')).toBeLessThanOrEqual(100)
})

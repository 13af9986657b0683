/** One maker's trip with one phone to one artwork, in which everything may go wrong. */
import { createHash } from 'node:crypto'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { z } from 'zod'
import { patienceMs, phone } from '../browser.ts'
import type { TestHouse } from '../house.ts'
import { settled } from '../maker-taps.ts'
import { until } from '../maker.ts'
import { makeArtwork, type TestCurator } from '../staff.ts'
import { openCounter, type Counter } from './counter.ts'

export interface Trip {
  readonly code: string
  readonly context: BrowserContext
  readonly counter: Counter
  /** The tab: another one after it was closed. */
  readonly page: () => Page
  /** Another tab at the same address, as a browser brings a closed one back. */
  openAgain(): Promise<void>
  /** What the server holds of the artwork, one line for each piece: its kind, and the hash or the strokes of it. */
  held(): Promise<readonly string[]>
  close(): Promise<void>
}

/** Listens at the phone's shelf: what was drawn, whether the camera was open. And fills it up, when told to. */
function watchShelf(): void {
  const put: unknown = Reflect.get(IDBObjectStore.prototype, 'put')
  if (typeof put !== 'function') throw new Error('there is no shelf')
  const listening = function (this: IDBObjectStore, ...given: readonly unknown[]): unknown {
    const [value] = given
    if (typeof value === 'object' && value !== null && 'strokes' in value)
      Object.assign(globalThis, { lastDraft: value })
    if (Reflect.get(globalThis, 'shelfIsFull') === true) throw new DOMException('full', 'QuotaExceededError')
    return Reflect.apply(put, this, given)
  }
  Object.defineProperty(IDBObjectStore.prototype, 'put', { value: listening })
}

const Draft = z.object({ strokes: z.array(z.unknown()), camera: z.string() })

/** The draft as it was last put on the shelf, or should have been. */
export async function lastDraft(page: Page): Promise<z.infer<typeof Draft>> {
  const draft: unknown = await page.evaluate((): unknown => Reflect.get(globalThis, 'lastDraft'))
  return draft === undefined ? { strokes: [], camera: 'shut' } : Draft.parse(draft)
}

export const hashOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex')

/** What each page has asked for and not got yet. (`networkidle` says that it was quiet once, not that it is.) */
const underway = new WeakMap<Page, Set<Request>>()

function watchNet(context: BrowserContext): void {
  const onItsWay = (asked: Request): Set<Request> => {
    // What a service worker asks for is of no page, and a page that is only coming has no frame yet.
    if (asked.serviceWorker() !== null || asked.isNavigationRequest()) return new Set()
    const page = asked.frame().page()
    const all = underway.get(page) ?? new Set()
    underway.set(page, all)
    return all
  }
  context.on('request', (asked) => onItsWay(asked).add(asked))
  context.on('requestfinished', (asked) => onItsWay(asked).delete(asked))
  context.on('requestfailed', (asked) => onItsWay(asked).delete(asked))
}

/** The rest of the way lies on the phone: no step of it asks the net for anything. */
export async function readyForAnything(page: Page): Promise<void> {
  await settled(page)
  const fetched = (): Promise<boolean> =>
    page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => /card-words/.test(name)))
  await until(fetched, Boolean)
  await until(
    () => Promise.resolve(underway.get(page)?.size ?? 0),
    (count) => count === 0,
  )
}

/** Trips go on beside one another: each closes its own context. */
export async function setOut(
  browser: Browser,
  { origin, deps }: Omit<TestHouse, 'stop'>,
  curator: TestCurator,
): Promise<Trip> {
  const { slug, entrance: code } = await makeArtwork(curator)
  const counter = await openCounter(origin)
  const context = await browser.newContext({ ...phone, baseURL: counter.origin })
  context.setDefaultTimeout(patienceMs)
  watchNet(context)
  await context.addInitScript(watchShelf)
  let page = await context.newPage()
  await page.goto(`/v/${code}/1`)
  await readyForAnything(page)
  return {
    code,
    context,
    counter,
    page: () => page,
    async openAgain() {
      const address = page.url()
      await page.close()
      page = await context.newPage()
      await page.goto(address)
    },
    async held() {
      const rows = await deps.db
        .selectFrom('piece')
        .innerJoin('artwork', 'artwork.id', 'piece.artworkId')
        .where('artwork.slug', '=', slug)
        .select(['kind', 'contentSha256', 'drawing'])
        .execute()
      return rows.map(({ kind, contentSha256, drawing }) =>
        kind === 'drawing' ? sayDrawing(drawing) : `${kind} ${contentSha256?.toString('hex') ?? ''}`,
      )
    },
    async close() {
      await context.close()
      await counter.close()
    },
  }
}

/** A drawing is what its strokes are, in whatever order their parts are written. */
export function sayDrawing(drawing: unknown): string {
  const { strokes } = z.object({ strokes: z.array(z.record(z.string(), z.unknown())) }).parse(drawing)
  const inOrder = strokes.map((stroke) =>
    Object.entries(stroke).sort(([one], [other]) => (one < other ? -1 : 1)),
  )
  return `drawing ${hashOf(JSON.stringify(inOrder))}`
}

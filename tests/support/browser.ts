/** Browser contexts: a phone, a curator's desk, a wall. */
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core'
import { afterAll, afterEach, inject } from 'vitest'
import { isForeign } from './chromium.ts'

const contexts: BrowserContext[] = []
let browser: Browser | null = null

export const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 640 },
  hasTouch: true,
  isMobile: true,
  locale: 'da-DK',
}
export const desk: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, locale: 'da-DK' }
export const wall: BrowserContextOptions = { viewport: { width: 1920, height: 1080 }, locale: 'da-DK' }

afterEach(async ({ task }) => {
  for (const context of contexts.splice(0)) {
    if (task.result?.state === 'fail')
      for (const [index, page] of context.pages().entries())
        await page
          .screenshot({
            path: `.cache/failures/${slugOf(task.name)}-${contexts.length}-${index}-${Date.now()}.png`,
          })
          .catch(() => undefined)
    await context.close()
  }
})
afterAll(async () => {
  await browser?.close()
  browser = null
})

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .slice(0, 60)

/** What takes longer than this on loopback will not come, however much else the machine does. */
export const patienceMs = 40_000

/** The run's one Chromium. Closing what this gives closes only the contexts that were opened through it. */
export const connectBrowser = (): Promise<Browser> => chromium.connect(inject('browserEndpoint'))

/** A browser that remembers nothing, closed after the test. A request to another origin fails the test loudly. */
export async function openContext(options: BrowserContextOptions, origin: string): Promise<BrowserContext> {
  browser ??= await connectBrowser()
  const context = await browser.newContext({ ...options, baseURL: origin })
  contexts.push(context)
  context.setDefaultTimeout(patienceMs)
  context.on('request', (request) => {
    if (isForeign(request.url(), origin)) throw new Error(`a request to another origin: ${request.url()}`)
  })
  return context
}

/** A page in a context of its own, on which an error fails the test. */
export async function openPage(options: BrowserContextOptions, origin: string): Promise<Page> {
  const context = await openContext(options, origin)
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw new Error(`an error on the page: ${error.message}`)
  })
  return page
}

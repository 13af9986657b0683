/**
 * How the first page comes on a poor phone, with the figures of Lighthouse and its mobile throttling (150 ms, 1.6 Mbit/s,
 * a processor four times slower), measured in the browser itself as the net is slowed down, not simulated afterwards.
 */
import type { Page } from 'playwright-core'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

const View = z.object({ lcpMs: z.number(), tbtMs: z.number(), cls: z.number() })
export type View = z.infer<typeof View>

/** Of a task, what is longer than this keeps a finger waiting (https://web.dev/articles/tbt). */
const shortTaskMs = 50

/** The page has come, and nothing more happens, when it has been left alone for so long. */
const leftAloneMs = 6000

/**
 * What is put into the page before it begins: collects what the browser tells of itself. As Lighthouse has it, nobody is kept
 * waiting before the first paint, for nobody sees what to touch.
 */
function collect(shortMs: number): void {
  const view = { lcpMs: 0, tbtMs: 0, cls: 0 }
  const watch = (type: string, hear: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true })
  watch('largest-contentful-paint', (entry) => (view.lcpMs = entry.startTime))
  watch('longtask', ({ startTime, duration }) => {
    const [painted] = performance.getEntriesByName('first-contentful-paint')
    if (painted === undefined) return
    const seenMs = startTime + duration - Math.max(startTime, painted.startTime)
    view.tbtMs += Math.max(0, seenMs - shortMs)
  })
  watch('layout-shift', (entry) => {
    if ('value' in entry && typeof entry.value === 'number') view.cls += entry.value
  })
  Object.assign(globalThis, { view })
}

/**
 * Playwright is not asked for anything while the page comes: the 330 kB of script that it puts into a page to find its
 * way there would be counted as ours.
 * @param page of a context that has seen nothing yet
 */
export async function firstView(page: Page, address: string): Promise<View> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1.6e6 / 8,
    uploadThroughput: 750e3 / 8,
  })
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.addInitScript(collect, shortTaskMs)
  await page.goto(address)
  await wait(leftAloneMs)
  const { result } = await cdp.send('Runtime.evaluate', {
    expression: "({ ...view, isReady: document.querySelector('[data-ready]') !== null })",
    returnByValue: true,
  })
  const { isReady, ...view } = View.extend({ isReady: z.boolean() }).parse(result.value)
  if (!isReady) throw new Error(`The page was not ready after ${leftAloneMs} ms.`)
  return view
}

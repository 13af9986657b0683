/** The composer as it is, opened by a curator who has seen nothing of it yet. */
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { Box } from '#core/contract/geometry.ts'
import { signInAt } from '#tests/support/signed-in.ts'
import { sceneSlug, type FilledHouse } from './filled-house.ts'
import { handOf, type Hand, type Point } from './hand.ts'
import { watchPage } from './in-page.ts'
import { frame, sceneBoxes, type SceneSize } from './scene.ts'

export const screen = { width: 1920, height: 1080 } as const
/** So wide is a piece that is looked at. */
const nearPx = 100
/** The stage leaves so much around the work when it shows all of it. */
const marginPx = 48

export interface OpenPage {
  readonly page: Page
  readonly cdp: CDPSession
  readonly hand: Hand
  close(): Promise<void>
}

/** A page of a browser that remembers nothing. */
export async function openWatched(
  browser: Browser,
  begin?: (page: Page) => Promise<void>,
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: screen, locale: 'da-DK', serviceWorkers: 'block' })
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  await page.addInitScript(watchPage)
  await begin?.(page)
  const cdp = await context.newCDPSession(page)
  return { page, cdp, hand: handOf(page, cdp), close: () => context.close() }
}

export interface OpenComposer extends OpenPage {
  readonly stage: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly middle: Point
  readonly boxes: readonly Box[]
  /** Where a point of the work lies on the page while all of it is shown. */
  readonly onPage: (point: Pick<Box, 'xMm' | 'yMm'>) => Point
  /** By how much the wheel is turned from the whole work to a piece that is looked at. */
  readonly zoomDeltaY: number
}

export async function openComposer(
  browser: Browser,
  { program, curator, pictures }: FilledHouse,
  size: SceneSize,
): Promise<OpenComposer> {
  const opened = await openWatched(browser, (page) => signInAt(page.context(), curator, program.origin))
  const { page } = opened
  await page.goto(`${program.origin}/kurator/vaerker/${sceneSlug(size)}/saet-sammen`, { waitUntil: 'commit' })
  await page.locator('[data-stage] .live canvas').waitFor()
  await page.waitForFunction(() => window.bench.firstPictureMs() !== null)
  const stage = await page.locator('[data-stage]').boundingBox()
  if (!stage) throw new Error('The composer shows no stage.')
  const middle = { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 }
  const boxes = sceneBoxes(pictures.slice(0, size))
  const pxPerMm = Math.min(
    (stage.width - 2 * marginPx) / frame.widthMm,
    (stage.height - 2 * marginPx) / frame.heightMm,
  )
  const widestMm = Math.max(...boxes.map(({ widthMm }) => widthMm))
  return {
    ...opened,
    stage,
    middle,
    boxes,
    zoomDeltaY: Math.log(nearPx / (widestMm * pxPerMm)) / 0.01,
    onPage: ({ xMm, yMm }) => ({
      x: middle.x + (xMm - frame.widthMm / 2) * pxPerMm,
      y: middle.y + (yMm - frame.heightMm / 2) * pxPerMm,
    }),
  }
}

export const firstPictureMs = async (page: Page): Promise<number> =>
  (await page.evaluate(() => window.bench.firstPictureMs())) ?? Infinity

export async function heldMegabytes({ page, cdp }: OpenPage): Promise<{ heap: number; bitmaps: number }> {
  await cdp.send('HeapProfiler.enable')
  await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('Performance.enable')
  const { metrics } = await cdp.send('Performance.getMetrics')
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0
  const bitmaps = await page.evaluate(() => window.bench.bitmapBytes())
  return { heap: heap / 1e6, bitmaps: bitmaps / 1e6 }
}

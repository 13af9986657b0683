/** The composer in a browser: at a desk of one's own, with the work on the stage. */
import type { BrowserContext, Page } from 'playwright-core'
import type { Placement } from '#core/contract/composition.ts'
import { desk, openContext } from './browser.ts'
import { signInAt } from './signed-in.ts'
import type { TestCurator } from './staff.ts'

export async function deskOf(curator: TestCurator, origin: string): Promise<BrowserContext> {
  const context = await openContext(desk, origin)
  await signInAt(context, curator, origin)
  return context
}

export async function openComposer(context: BrowserContext, origin: string, slug: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${origin}/kurator/vaerker/${slug}/saet-sammen`)
  await onStage(page)
  return page
}

export const onStage = (page: Page) => page.locator('[data-stage] .live canvas').waitFor()

type Place = Pick<Placement, 'xMm' | 'yMm'>

/** Where a point of a work of 1600 × 900 mm lies on the page, as the stage shows it when it is opened. */
export async function placesOn(page: Page): Promise<(place: Place) => { x: number; y: number }> {
  const stage = await page.locator('[data-stage]').boundingBox()
  if (!stage) throw new Error('there is no stage')
  const marginPx = 48
  const pxPerMm = Math.min((stage.width - 2 * marginPx) / 1600, (stage.height - 2 * marginPx) / 900)
  return ({ xMm, yMm }) => ({
    x: stage.x + stage.width / 2 + (xMm - 800) * pxPerMm,
    y: stage.y + stage.height / 2 + (yMm - 450) * pxPerMm,
  })
}

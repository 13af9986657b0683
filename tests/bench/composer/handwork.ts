/** What hands do in the composer beside looking: choose much, draw a frame around some, carry one or many, lay all out anew. */
import type { Box } from '#core/contract/geometry.ts'
import type { OpenComposer } from './composer-page.ts'
import { loop, type Point } from './hand.ts'
import { during, untilCalm, type Motion } from './motions.ts'

/** The composer must be shown whole. @returns from the key to the frame in which all is chosen */
export async function selectAllMs({ page, hand }: OpenComposer): Promise<number> {
  await page.locator('[data-stage]').focus()
  await page.evaluate(() => window.bench.begin())
  await hand.press('Control+a')
  await untilCalm(page)
  const ms = await page.evaluate(() => window.bench.slowest('keydown'))
  await hand.press('Escape')
  return ms
}

/** A block of about so many pieces from the upper left corner: its middle one and its last one. */
function blockOf({ boxes }: OpenComposer, count: number): { readonly middle: Box; readonly last: Box } {
  const columns = boxes.filter(({ yMm }) => yMm < (boxes[0]?.yMm ?? 0) + (boxes[0]?.heightMm ?? 0) / 2).length
  const wide = Math.max(1, Math.round(Math.sqrt(count)))
  const high = Math.ceil(count / wide)
  const middle = boxes[Math.floor(high / 2) * columns + Math.floor(wide / 2)]
  const last = boxes[(high - 1) * columns + wide - 1]
  if (!middle || !last) throw new Error('There are not so many pieces.')
  return { middle, last }
}

/** A frame is drawn from beside the work around about so many pieces. */
async function marquee(composer: OpenComposer, count: number): Promise<{ motion: Motion; to: Point }> {
  const { hand, page, onPage } = composer
  const from = onPage({ xMm: -60, yMm: -60 })
  const to = onPage(blockOf(composer, count).last)
  const steps = 60
  const way = Array.from({ length: steps + 1 }, (_, step) => ({
    x: from.x + ((to.x - from.x) * step) / steps,
    y: from.y + ((to.y - from.y) * step) / steps,
  }))
  return { motion: await during(page, () => hand.drag(way, true)), to }
}

/** Chooses so many, takes them by one of them, and carries them in a loop. They are put back. */
export async function dragMany(
  composer: OpenComposer,
  count: number,
): Promise<{ marquee: Motion; drag: Motion }> {
  const { hand, page, onPage } = composer
  await page.locator('[data-stage]').focus()
  await hand.press('Escape')
  const chosen = await marquee(composer, count)
  await untilCalm(page)
  // One is taken as it lies.
  if (count === 1) await hand.press('Escape')
  // By one in the middle: at its corner a block is made larger, not carried.
  const grip = onPage(blockOf(composer, count).middle)
  const drag = await during(page, () => hand.drag([grip, ...loop(grip, 80, 250)], false))
  await hand.press('Escape')
  await hand.drag([grip], true)
  await hand.press('Escape')
  await untilCalm(page)
  return { marquee: chosen.motion, drag }
}

/** Lays all out in a grid. @returns from the click to the frame that answers it */
export async function layOutMs({ page }: OpenComposer): Promise<number> {
  await page.locator('summary').filter({ hasText: 'Opstilling' }).click()
  const go = page.getByRole('button', { name: 'Stil sådan op' })
  await go.waitFor()
  await untilCalm(page)
  await page.evaluate(() => window.bench.begin())
  await go.click()
  await untilCalm(page)
  return page.evaluate(() => Math.max(window.bench.slowest('click'), window.bench.slowest('pointerup')))
}

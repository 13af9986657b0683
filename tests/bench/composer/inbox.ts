/** The inbox, worked through by keys. */
import type { OpenPage } from './composer-page.ts'
import { untilCalm } from './motions.ts'
import { median } from '../rounds.ts'

/** Pieces must wait in the inbox that is shown. @returns from the key to the frame that shows the next piece, its picture too; the median */
export async function decisionMs({ page, hand }: OpenPage, decisions: number): Promise<number> {
  const all: number[] = []
  for (let decision = 0; decision < decisions; decision++) {
    await untilCalm(page)
    await page.evaluate(() => window.bench.begin())
    await hand.press('a')
    await untilCalm(page)
    all.push(await page.evaluate(() => window.bench.slowest('keydown')))
  }
  return median(all)
}

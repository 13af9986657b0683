/** What is done in every scene, by a hand at the mouse, whoever shows it. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { OpenPage } from './composer-page.ts'
import { along, zooming, type Point } from './hand.ts'
import { processorMs } from './processor.ts'

export interface Motion {
  /** Frames with something new in them, per second. */
  readonly fps: number
  readonly longestMs: number
  /** Of the processor, for one frame, by the page and by whoever paints it. */
  readonly processorMs: number
}

/** So long nothing has to happen before a motion begins, and at most so long is waited for that. */
const calm = { ms: 700, atMostMs: 30_000 }

/** @returns how quickly the page painted while something was done */
export async function during(page: Page, doIt: () => Promise<void>): Promise<Motion> {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page belongs to no browser.')
  await page.evaluate(() => window.bench.begin())
  const before = await processorMs(browser)
  await doIt()
  const used = (await processorMs(browser)) - before
  const { frames, ms, longestMs } = await page.evaluate(() => window.bench.end())
  return { fps: ms > 0 ? (1000 * frames) / ms : 0, longestMs, processorMs: used / Math.max(frames, 1) }
}

/** Until nothing is fetched and no frame takes long any more. */
export async function untilCalm(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: calm.atMostMs }).catch(() => undefined)
  const until = performance.now() + calm.atMostMs
  for (let calmSince = performance.now(); performance.now() < until;) {
    const longest = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          requestAnimationFrame((from) => requestAnimationFrame((to) => done(to - from)))
        }),
    )
    if (longest > 60) calmSince = performance.now()
    if (performance.now() - calmSince > calm.ms) return
    await wait(50)
  }
}

const turns = 300
/** So many times slower is the processor where one that is not slowed would wait for the screen. */
export const slowerTimes = 4

export type Motions = Record<'pan' | 'zoom' | 'all' | 'allSlowed', Motion>

/**
 * The three motions, and the last of them again on a slower processor: two that both show all the frames that a screen has
 * cannot be told apart. `near` and `whole` bring the camera where they begin.
 */
export async function moveAbout(
  { page, cdp, hand }: OpenPage,
  middle: Point,
  camera: {
    readonly near: () => Promise<void>
    readonly whole: () => Promise<void>
    readonly zoomDeltaY: number
  },
): Promise<Motions> {
  await camera.whole()
  await untilCalm(page)
  // Small, so that all of it stays in sight.
  const moveAll = () => during(page, () => hand.turn(middle, along(turns, 0.5)))
  const all = await moveAll()
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowerTimes })
  const allSlowed = await moveAll()
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await untilCalm(page)
  const zoom = await during(page, async () => {
    await hand.turn(middle, zooming(turns / 2, -camera.zoomDeltaY))
    await hand.turn(middle, zooming(turns / 2, camera.zoomDeltaY))
  })
  await camera.near()
  await untilCalm(page)
  const pan = await during(page, () => hand.turn(middle, along(turns, 10)))
  return { pan, zoom, all, allSlowed }
}

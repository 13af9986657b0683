/** How long ink lags behind the finger: from the moment of the touch to the end of the frame in which it is drawn. */
import type { Page } from 'playwright-core'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

const moves = 240
/** As often as a phone's screen tells of a finger. */
const everyMs = 16

/** Put into the page before it begins. The board fills the growing stroke's outline once in a frame. */
function watchInk(): void {
  const lagsMs: number[] = []
  let waiting: number[] = []
  // What moved before it touched the sheet draws nothing.
  addEventListener('pointerdown', () => (waiting = []), { capture: true })
  addEventListener('pointermove', (event) => void waiting.push(event.timeStamp), { capture: true })
  const fill = Reflect.get(CanvasRenderingContext2D.prototype, 'fill')
  Object.defineProperty(CanvasRenderingContext2D.prototype, 'fill', {
    value(this: CanvasRenderingContext2D, ...given: unknown[]) {
      Reflect.apply(fill, this, given)
      const drawn = waiting
      waiting = []
      // A message sent while a frame is made is heard once it is painted.
      const after = new MessageChannel()
      after.port1.onmessage = () => {
        for (const atMs of drawn) lagsMs.push(performance.now() - atMs)
      }
      after.port2.postMessage(null)
    },
  })
  Object.assign(globalThis, { lagsMs })
}

export const prepareForInk = (page: Page): Promise<unknown> => page.addInitScript(watchInk)

/** @returns the lag of every move of a long wavy line, on a processor six times slower */
export async function drawAndWatch(
  page: Page,
  box: { x: number; y: number; width: number; height: number },
): Promise<number[]> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  const at = (move: number) => ({
    x: box.x + box.width * (0.1 + (0.8 * move) / moves),
    y: box.y + box.height * (0.5 + 0.3 * Math.sin(move / 12)),
  })
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at(0)] })
  // A finger does not wait for the page.
  const sent: Promise<unknown>[] = []
  for (let move = 1; move <= moves; move++) {
    sent.push(cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at(move)] }))
    await wait(everyMs)
  }
  await Promise.all(sent)
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  return z.array(z.number()).parse(await page.evaluate('lagsMs'))
}

/** How long ink lags behind the finger: from the moment of the touch to the end of the frame in which it is drawn. */
import type { Page } from 'playwright-core'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

interface Sheet {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const moves = 240
const settleMs = 2000
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

/**
 * The least that a sheet can be: a page with one empty canvas as large as ours, on which each frame clears all and fills one dot
 * where the finger is.
 */
const bareSheet = `<!doctype html><meta name="viewport" content="width=device-width">
<style>canvas { position: absolute; top: 100px; left: 16px; width: 328px; height: 279px; touch-action: none }</style>
<canvas width="656" height="558"></canvas>
<script>
  const canvas = document.querySelector('canvas')
  const context = canvas.getContext('2d')
  let frame = 0
  canvas.addEventListener('pointermove', ({ offsetX, offsetY }) => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      context.clearRect(0, 0, canvas.width, canvas.height)
      context.beginPath()
      context.arc(offsetX * 2, offsetY * 2, 20, 0, 2 * Math.PI)
      context.fill()
    })
  })
</script>`

export async function openBareSheet(page: Page, origin: string): Promise<Sheet> {
  const address = `${origin}/bare`
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: bareSheet }))
  await page.goto(address)
  return { x: 16, y: 100, width: 328, height: 279 }
}

export const prepareForInk = (page: Page): Promise<unknown> => page.addInitScript(watchInk)

/** @returns the lag of every move of a long wavy line, on a processor six times slower */
export async function drawAndWatch(page: Page, box: Sheet): Promise<number[]> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  // Chromium slows a processor down by holding it up now and then, and begins with one stop of nearly a second.
  await wait(settleMs)
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

/** A hand at the mouse: it moves as often as a mouse tells, and does not wait for the page. */
import { setTimeout as wait } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'

/** 125 times a second, as a USB mouse by default. */
const everyMs = 8

export interface Point {
  readonly x: number
  readonly y: number
}

const modifier = { none: 0, control: 2, shift: 8 } as const

interface Turn {
  readonly deltaY: number
  readonly held: keyof typeof modifier
}

export interface Hand {
  turn(at: Point, turns: Iterable<Turn>): Promise<void>
  /** The button is down from the first point on, and stays so if `letsGo` is false. */
  drag(way: readonly Point[], letsGo: boolean): Promise<void>
  press(key: string): Promise<void>
}

export function handOf(page: Page, cdp: CDPSession): Hand {
  const mouse = (type: 'mousePressed' | 'mouseReleased' | 'mouseMoved', { x, y }: Point, isDown: boolean) =>
    cdp.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      button: isDown || type !== 'mouseMoved' ? 'left' : 'none',
      buttons: isDown ? 1 : 0,
      clickCount: 1,
    })
  return {
    async turn({ x, y }, turns) {
      await mouse('mouseMoved', { x, y }, false)
      const sent: Promise<unknown>[] = []
      for (const { deltaY, held } of turns) {
        const modifiers = modifier[held]
        sent.push(
          cdp.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY, modifiers }),
        )
        await wait(everyMs)
      }
      await Promise.all(sent)
    },
    async drag(way, letsGo) {
      const [first] = way
      const last = way.at(-1)
      if (!first || !last) return
      await mouse('mouseMoved', first, false)
      await mouse('mousePressed', first, true)
      const sent: Promise<unknown>[] = []
      for (const point of way) {
        sent.push(mouse('mouseMoved', point, true))
        await wait(everyMs)
      }
      await Promise.all(sent)
      if (letsGo) await mouse('mouseReleased', last, false)
    },
    press: (key) => page.keyboard.press(key),
  }
}

/** To and fro along the work: 10 px every 8 ms, as one pushes it to look for something. */
export function* along(turns: number, stepPx: number): Generator<Turn> {
  for (let turn = 0; turn < turns; turn++)
    yield { held: 'shift', deltaY: Math.sin((turn / turns) * 2 * Math.PI) >= 0 ? stepPx : -stepPx }
}

/** Comes closer (below zero) or goes back by `deltaY` in all. */
export function* zooming(turns: number, deltaY: number): Generator<Turn> {
  for (let turn = 0; turn < turns; turn++) yield { held: 'control', deltaY: deltaY / turns }
}

/** A loop around a point, and back to it. */
export const loop = ({ x, y }: Point, radiusPx: number, points: number): Point[] =>
  Array.from({ length: points }, (_, index) => {
    const turn = ((index + 1) / points) * 2 * Math.PI
    return { x: x + Math.sin(turn) * radiusPx, y: y + (Math.cos(turn) - 1) * radiusPx }
  })

import { boundsOf, outerBox } from '../canvas/box.ts'
import type { Rect } from '../canvas/camera.ts'
import type { Composer } from '../composer.svelte.ts'
import { between, type Hand, type Touch } from './hand.ts'
import { snap } from './snap.ts'
import { surroundingsOf } from './surroundings.ts'
import { takesHold } from './twisting.ts'

/**
 * What is chosen follows the hand, and comes to rest in line with its neighbours; with Alt it goes where the hand is.
 * With Shift it moves only sideways or only up and down.
 */
export function moving(composer: Composer, start: Touch): Hand {
  composer.nudging.put()
  const from = composer.movable
  const fromBounds = boundsOf(...from.map(outerBox))
  const { aids } = composer
  let last = start
  return {
    name: 'moving',
    down: (second) => {
      if (!takesHold(composer, second)) return undefined
      aids.rest()
      return { to: 'twisting', one: last, other: second }
    },
    move: (touch) => {
      if (touch.pointer !== start.pointer) return undefined
      last = touch
      const { x, y } = between(start.at, touch.at)
      const sideways = Math.abs(x) > Math.abs(y)
      const handXMm = touch.shift && !sideways ? 0 : x / composer.viewfinder.camera.pxPerMm
      const handYMm = touch.shift && sideways ? 0 : y / composer.viewfinder.camera.pxPerMm
      const moved = movedBy(fromBounds, handXMm, handYMm)
      const drawn = aids.isSnapping && !touch.alt ? snap(moved, surroundingsOf(composer, moved)) : undefined
      // What is kept on its line by Shift is drawn along it only.
      const byXMm = handXMm + (touch.shift && !sideways ? 0 : (drawn?.byXMm ?? 0))
      const byYMm = handYMm + (touch.shift && sideways ? 0 : (drawn?.byYMm ?? 0))
      if (drawn) aids.trace = drawn
      else aids.rest()
      composer.hold(
        new Map(from.map((box) => [box.id, { ...box, xMm: box.xMm + byXMm, yMm: box.yMm + byYMm }])),
      )
      return undefined
    },
    up: (touch) => {
      if (touch.pointer !== start.pointer) return undefined
      aids.rest()
      composer.letGo()
      return { to: 'idle' }
    },
    cancel: () => {
      aids.rest()
      composer.takeBack()
    },
  }
}

const movedBy = ({ minX, minY, maxX, maxY }: Rect, xMm: number, yMm: number): Rect => ({
  minX: minX + xMm,
  maxX: maxX + xMm,
  minY: minY + yMm,
  maxY: maxY + yMm,
})

import type { Composer } from '../composer.svelte.ts'
import { between, type Hand, type Touch } from './hand.ts'

/** What is chosen follows the hand; with Shift only sideways or only up and down. */
export function moving(composer: Composer, start: Touch): Hand {
  const from = composer.movable
  return {
    name: 'moving',
    move: (touch) => {
      const { x, y } = between(start.at, touch.at)
      const sideways = Math.abs(x) > Math.abs(y)
      const byXMm = touch.shift && !sideways ? 0 : x / composer.camera.pxPerMm
      const byYMm = touch.shift && sideways ? 0 : y / composer.camera.pxPerMm
      composer.hold(
        new Map(from.map((box) => [box.id, { ...box, xMm: box.xMm + byXMm, yMm: box.yMm + byYMm }])),
      )
      return undefined
    },
    up: () => {
      composer.letGo()
      return { to: 'idle' }
    },
    cancel: () => composer.takeBack(),
  }
}

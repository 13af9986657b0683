import type { Composer } from '../composer.svelte.ts'
import { between, type Hand, type Touch } from './hand.ts'

/** The work is moved under the screen. */
export function panning(composer: Composer, start: Touch): Hand {
  let last = start
  return {
    name: 'panning',
    down: (second) => ({ to: 'pinching', one: last, other: second }),
    move: (touch) => {
      composer.viewfinder.pan(between(last.at, touch.at))
      last = touch
      return undefined
    },
    up: () => ({ to: 'idle' }),
  }
}

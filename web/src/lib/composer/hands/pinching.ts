import type { Composer } from '../composer.svelte.ts'
import { between, distance, type Hand, type Touch } from './hand.ts'

/** Two fingers: what was between them stays between them. */
export function pinching(composer: Composer, one: Touch, other: Touch): Hand {
  const fingers = new Map([one, other].map((touch) => [touch.pointer, touch]))
  return {
    name: 'pinching',
    move: (touch) => {
      const before = fingers.get(touch.pointer)
      const still = [...fingers.values()].find(({ pointer }) => pointer !== touch.pointer)
      if (!before || !still) return undefined
      fingers.set(touch.pointer, touch)
      const moved = between(before.at, touch.at)
      composer.viewfinder.pan({ x: moved.x / 2, y: moved.y / 2 })
      const middle = { x: (touch.at.x + still.at.x) / 2, y: (touch.at.y + still.at.y) / 2 }
      const apart = distance(before.at, still.at)
      if (apart > 1) composer.viewfinder.zoom(distance(touch.at, still.at) / apart, middle)
      return undefined
    },
    up: () => ({ to: 'idle' }),
  }
}

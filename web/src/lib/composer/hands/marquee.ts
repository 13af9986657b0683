import type { Rect } from '../canvas/camera.ts'
import type { Composer } from '../composer.svelte.ts'
import { addsTo, caughtIn } from './catch.ts'
import type { Hand, Touch } from './hand.ts'

/** A frame is drawn around what is to be chosen. What it touches is caught. */
export function marquee(composer: Composer, start: Touch): Hand {
  return {
    name: 'marquee',
    move: (touch) => {
      composer.marquee = rectOf(composer, start, touch)
      return undefined
    },
    up: (touch) => {
      const inside = composer.index.catchable(rectOf(composer, start, touch))
      const caught = composer.together(...inside.map(({ id }) => id))
      composer.marquee = null
      composer.choose(caughtIn(composer.chosen, caught, { adds: addsTo(composer, start), alt: start.alt }))
      return { to: 'idle' }
    },
    cancel: () => {
      composer.marquee = null
    },
  }
}

function rectOf(composer: Composer, one: Touch, other: Touch): Rect {
  const a = composer.viewfinder.toWall(one.at)
  const b = composer.viewfinder.toWall(other.at)
  return {
    minX: Math.min(a.x, b.x),
    minY: Math.min(a.y, b.y),
    maxX: Math.max(a.x, b.x),
    maxY: Math.max(a.y, b.y),
  }
}

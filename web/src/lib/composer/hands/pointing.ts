import type { Composer } from '../composer.svelte.ts'
import { placeInHand } from '../place.ts'
import { addsTo } from './catch.ts'
import { distance, type Hand, type Touch } from './hand.ts'
import { takesHold } from './twisting.ts'

/** A hand that shakes moves a little without meaning it. */
const stillPx = { mouse: 4, pen: 6, touch: 10 } as const satisfies Record<Touch['by'], number>

/** The finger is down, and it is not known yet what it means. */
export function pointing(composer: Composer, start: Touch): Hand {
  const hit = composer.index.at(composer.viewfinder.toWall(start.at))
  const its = hit ? composer.together(hit.id) : []
  const adds = addsTo(composer, start)
  const isOnMovable = hit !== undefined && !hit.locked && composer.chosen.has(hit.id)
  return {
    name: 'pointing',
    down: (second) => ({
      to: isOnMovable && takesHold(composer, second) ? 'twisting' : 'pinching',
      one: start,
      other: second,
    }),
    move: (touch) => {
      if (distance(start.at, touch.at) < stillPx[touch.by]) return undefined
      if (composer.aids.isLasso) return { to: 'lasso', touch: start }
      const isChosen = hit !== undefined && composer.chosen.has(hit.id)
      // A finger that strokes over the work means the work; what it holds has been chosen before.
      if (touch.by === 'touch' && !isChosen) return { to: 'panning', touch: start }
      if (!hit) return { to: 'marquee', touch: start }
      if (!isChosen) composer.choose(adds ? [...composer.chosen, ...its] : its)
      return { to: composer.movable.length > 0 ? 'moving' : 'panning', touch: start }
    },
    up: () => {
      if (composer.inHand !== null) placeInHand(composer, composer.viewfinder.toWall(start.at), start.alt)
      else if (!hit) {
        if (!adds) composer.choose([])
      } else if (!adds) composer.choose(its)
      else if (composer.chosen.has(hit.id))
        composer.choose([...composer.chosen].filter((id) => !its.includes(id)))
      else composer.choose([...composer.chosen, ...its])
      return { to: 'idle' }
    },
  }
}

import type { Point } from '../canvas/camera.ts'
import { addsTo, caughtIn } from './catch.ts'
import type { Composer } from '../composer.svelte.ts'
import type { Hand, Touch } from './hand.ts'

/** A line is drawn around what is to be chosen. What has its middle within is caught. */
export function lasso(composer: Composer, start: Touch): Hand {
  const loop: Point[] = [composer.viewfinder.toWall(start.at)]
  return {
    name: 'lasso',
    move: (touch) => {
      loop.push(composer.viewfinder.toWall(touch.at))
      composer.aids.loop = [...loop]
      return undefined
    },
    up: () => {
      composer.aids.loop = null
      const xs = loop.map(({ x }) => x)
      const ys = loop.map(({ y }) => y)
      const around = {
        minX: Math.min(...xs),
        minY: Math.min(...ys),
        maxX: Math.max(...xs),
        maxY: Math.max(...ys),
      }
      const inside = composer.index
        .catchable(around)
        .filter(({ xMm, yMm }) => isInside({ x: xMm, y: yMm }, loop))
        .map(({ id }) => id)
      const how = { adds: addsTo(composer, start), alt: start.alt }
      composer.choose(caughtIn(composer.chosen, composer.together(...inside), how))
      return { to: 'idle' }
    },
    cancel: () => {
      composer.aids.loop = null
    },
  }
}

/** Even-odd rule: a line from the point to the right crosses the loop an odd number of times. */
export function isInside({ x, y }: Point, loop: readonly Point[]): boolean {
  return loop.reduce((inside, a, at) => {
    const b = loop[(at + 1) % loop.length] ?? a
    const crosses = a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)
    return crosses ? !inside : inside
  }, false)
}

import { m } from '#lib/paraglide/messages.js'
import type { Composer } from '../composer.svelte.ts'
import type { Way } from '../outline/outline.ts'
import type { Action } from './action.ts'

/** One step is a pixel of the screen, so that it is fine where one is near and coarse where one is far. */
const stepsPx = { '': 1, 'Shift+': 10 } as const
const panPx = 80

const directions: readonly { key: string; way: Way; x: number; y: number; label: () => string }[] = [
  { key: 'ArrowLeft', way: 'left', x: -1, y: 0, label: () => m.composer_left() },
  { key: 'ArrowRight', way: 'right', x: 1, y: 0, label: () => m.composer_right() },
  { key: 'ArrowUp', way: 'up', x: 0, y: -1, label: () => m.composer_up() },
  { key: 'ArrowDown', way: 'down', x: 0, y: 1, label: () => m.composer_down() },
]

/** Arrows move what is chosen; where nothing is chosen they move the work under the screen. */
function move(composer: Composer, way: Way, xPx: number, yPx: number): void {
  const { pxPerMm } = composer.viewfinder.camera
  if (composer.movable.length > 0) composer.nudging.move(way, { x: xPx / pxPerMm, y: yPx / pxPerMm })
  else composer.viewfinder.pan({ x: -Math.sign(xPx) * panPx, y: -Math.sign(yPx) * panPx })
}

export const nudges: readonly Action[] = directions.flatMap(({ key, way, x, y, label }) =>
  Object.entries(stepsPx).map(([shift, px]): Action => ({
    id: `nudge-${shift}${key}`,
    group: 'piece',
    alsoLooks: true,
    label: px === 1 ? label : () => m.composer_far({ way: label() }),
    keys: [`${shift}${key}`],
    isPossible: () => true,
    perform: (composer) => move(composer, way, x * px, y * px),
  })),
)

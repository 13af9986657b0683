import { m } from '#lib/paraglide/messages.js'
import type { Composer } from '../composer.svelte.ts'
import type { Action } from './action.ts'

/** One step is a pixel of the screen, so that it is fine where one is near and coarse where one is far. */
const stepsPx = { '': 1, 'Shift+': 10 } as const
const panPx = 80

const directions = [
  { key: 'ArrowLeft', x: -1, y: 0, label: () => m.composer_left() },
  { key: 'ArrowRight', x: 1, y: 0, label: () => m.composer_right() },
  { key: 'ArrowUp', x: 0, y: -1, label: () => m.composer_up() },
  { key: 'ArrowDown', x: 0, y: 1, label: () => m.composer_down() },
]

/** Arrows move what is chosen; where nothing is chosen they move the work under the screen. */
function move(composer: Composer, xPx: number, yPx: number, words: string): void {
  const chosen = composer.movable
  if (chosen.length === 0) return composer.pan({ x: -Math.sign(xPx) * panPx, y: -Math.sign(yPx) * panPx })
  const { pxPerMm } = composer.camera
  composer.moveTo(
    new Map(
      chosen.map((box) => [box.id, { ...box, xMm: box.xMm + xPx / pxPerMm, yMm: box.yMm + yPx / pxPerMm }]),
    ),
  )
  composer.say(words)
}

export const nudges: readonly Action[] = directions.flatMap(({ key, x, y, label }) =>
  Object.entries(stepsPx).map(([shift, px]): Action => ({
    id: `nudge-${shift}${key}`,
    group: 'piece',
    alsoLooks: true,
    label: px === 1 ? label : () => m.composer_far({ way: label() }),
    keys: [`${shift}${key}`],
    isPossible: () => true,
    perform: (composer) => move(composer, x * px, y * px, label()),
  })),
)

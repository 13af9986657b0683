import right from '@tabler/icons/outline/rotate-clockwise.svg?icon'
import left from '@tabler/icons/outline/rotate.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

const stepDeg = 5

const turnings: readonly (Pick<Action, 'id' | 'label' | 'icon' | 'keys'> & { byDeg: number })[] = [
  { id: 'turn-right', label: () => m.composer_turn_right(), icon: right, keys: ['d'], byDeg: stepDeg },
  { id: 'turn-left', label: () => m.composer_turn_left(), icon: left, keys: ['Shift+d'], byDeg: -stepDeg },
]

/** Each piece about its own middle. */
export const turns: readonly Action[] = turnings.map(({ byDeg, ...action }) => ({
  group: 'piece',
  ...action,
  isPossible: (composer) => composer.movable.length > 0,
  perform: (composer) => {
    composer.moveTo(
      new Map(composer.movable.map((box) => [box.id, { ...box, rotationDeg: box.rotationDeg + byDeg }])),
    )
    composer.say(action.label())
  },
}))

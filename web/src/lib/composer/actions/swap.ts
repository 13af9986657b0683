import icon from '@tabler/icons/outline/switch-horizontal.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { swapChanges } from '../swap.ts'
import type { Action } from './action.ts'

/** Two pieces take each other's places; one of the places may be empty. */
export const swap: Action = {
  id: 'swap',
  group: 'piece',
  label: () => m.composer_swap(),
  icon,
  keys: ['x'],
  isPossible: ({ chosen, movable }) =>
    chosen.size === 2 && movable.length === 2 && movable.every(({ element }) => !element),
  whyNot: () => m.composer_swap_two(),
  perform: (composer) => {
    const [one, other] = composer.movable
    if (!one || !other) return
    composer.do('place', swapChanges(one, other, composer.aspectOf))
    composer.say(m.composer_swapped({ piece: composer.wordsFor(one), other: composer.wordsFor(other) }))
  },
}

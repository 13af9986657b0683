import icon from '@tabler/icons/outline/lock.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const lock: Action = {
  id: 'lock',
  group: 'piece',
  label: () => m.composer_lock(),
  icon,
  keys: ['l'],
  isOn: (composer) => {
    const chosen = composer.chosenPlacements
    return chosen.length > 0 && chosen.every((placement) => placement.locked)
  },
  isPossible: (composer) => composer.chosen.size > 0,
  perform: (composer) => {
    const chosen = composer.chosenPlacements
    const locked = !chosen.every((placement) => placement.locked)
    composer.do(
      'lock',
      chosen.map(({ id }) => ({ do: 'set', id, values: { locked } })),
    )
    composer.say(locked ? m.composer_locked() : m.composer_unlocked())
  },
}

import icon from '@tabler/icons/outline/trash.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const remove: Action = {
  id: 'remove',
  group: 'piece',
  label: () => m.composer_remove(),
  icon,
  keys: ['Delete', 'Backspace'],
  isPossible: (composer) => composer.movable.length > 0,
  perform: (composer) => {
    const taken = composer.movable
    composer.do(
      'remove',
      taken.map(({ id }) => ({ do: 'remove', id })),
    )
    composer.say(m.composer_removed({ count: taken.length }))
  },
}

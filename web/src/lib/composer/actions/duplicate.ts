import icon from '@tabler/icons/outline/copy-plus.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { addCopies, copyable } from '../copies.ts'
import type { Action } from './action.ts'

export const duplicate: Action = {
  id: 'duplicate',
  group: 'chosen',
  label: () => m.composer_duplicate(),
  icon,
  keys: ['Control+d'],
  isPossible: (composer) => copyable(composer, composer.chosenPlacements).length > 0,
  whyNot: ({ chosen }) => (chosen.size > 0 ? m.composer_duplicate_not() : m.composer_chosen_none()),
  perform: (composer) => {
    const count = addCopies(composer, composer.chosenPlacements, 1)
    composer.say(m.composer_duplicated({ count }))
  },
}

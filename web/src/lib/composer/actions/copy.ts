import icon from '@tabler/icons/outline/copy.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const copy: Action = {
  id: 'copy',
  group: 'chosen',
  label: () => m.composer_copy(),
  icon,
  keys: ['Control+c'],
  isPossible: ({ chosenPlacements }) => chosenPlacements.length > 0,
  whyNot: () => m.composer_chosen_none(),
  perform: (composer) => {
    const placements = composer.chosenPlacements
    composer.clipboard = { placements, times: 1 }
    composer.say(m.composer_copied({ count: placements.length }))
  },
}

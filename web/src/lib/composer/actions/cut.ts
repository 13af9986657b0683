import icon from '@tabler/icons/outline/cut.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

/** Taken out, to be put in again, also where a piece has only one place. */
export const cut: Action = {
  id: 'cut',
  group: 'chosen',
  label: () => m.composer_cut(),
  icon,
  keys: ['Control+x'],
  isPossible: ({ movable }) => movable.length > 0,
  whyNot: ({ chosen }) => (chosen.size > 0 ? m.composer_locked_how() : m.composer_chosen_none()),
  perform: (composer) => {
    const placements = composer.movable
    composer.clipboard = { placements, times: 0 }
    composer.do(
      'remove',
      placements.map(({ id }) => ({ do: 'remove', id })),
    )
    composer.say(m.composer_cut_out({ count: placements.length }))
  },
}

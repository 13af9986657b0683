import icon from '@tabler/icons/outline/box-off.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const ungroup: Action = {
  id: 'ungroup',
  group: 'chosen',
  label: () => m.composer_ungroup(),
  icon,
  keys: ['Control+Shift+g'],
  isPossible: ({ chosenPlacements }) => chosenPlacements.some(({ groupId }) => groupId !== undefined),
  whyNot: () => m.composer_ungroup_none(),
  perform: (composer) => {
    const grouped = composer.chosenPlacements.filter(({ groupId }) => groupId !== undefined)
    composer.do(
      'group',
      grouped.map(({ id }) => ({ do: 'set', id, values: { groupId: null } })),
    )
    composer.say(m.composer_ungrouped())
  },
}

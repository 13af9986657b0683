import icon from '@tabler/icons/outline/box-multiple.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { groupOf } from '../groups.svelte.ts'
import { newGroupId } from '../log/new-id.ts'
import type { Action } from './action.ts'

export const group: Action = {
  id: 'group',
  group: 'chosen',
  label: () => m.composer_group(),
  icon,
  keys: ['Control+g'],
  isOn: ({ state, chosen }) => groupOf(state, chosen) !== null,
  isPossible: ({ state, chosen }) => chosen.size > 1 && groupOf(state, chosen) === null,
  whyNot: ({ chosen }) => (chosen.size > 1 ? m.composer_group_already() : m.composer_group_few()),
  perform: (composer) => {
    const groupId = newGroupId()
    composer.do(
      'group',
      composer.chosenPlacements.map(({ id }) => ({ do: 'set', id, values: { groupId } })),
    )
    composer.say(m.composer_grouped({ count: composer.chosen.size }))
  },
}

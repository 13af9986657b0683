import icon from '@tabler/icons/outline/list.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const showList: Action = {
  id: 'show-list',
  group: 'sight',
  label: () => m.c_comp_list(),
  icon,
  keys: ['v'],
  isNamed: true,
  isOn: (composer) => composer.isListShown,
  isPossible: () => true,
  perform: (composer) => {
    composer.isListShown = !composer.isListShown
  },
}

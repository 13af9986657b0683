import icon from '@tabler/icons/outline/arrows-maximize.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const showAll: Action = {
  id: 'show-all',
  group: 'nearness',
  label: () => m.composer_show_all(),
  icon,
  keys: ['0'],
  isPossible: () => true,
  perform: (composer) => composer.viewfinder.showAll(),
}

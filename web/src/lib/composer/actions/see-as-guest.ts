import icon from '@tabler/icons/outline/eye.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const seeAsGuest: Action = {
  id: 'see-as-guest',
  group: 'sight',
  label: () => m.composer_guest(),
  icon,
  keys: ['w'],
  isNamed: true,
  isPossible: (composer) => composer.state.size > 0,
  whyNot: () => m.composer_list_empty(),
  perform: (composer) => {
    composer.cropping.finish()
    composer.isGuestIn = true
  },
}

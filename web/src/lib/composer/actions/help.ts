import icon from '@tabler/icons/outline/keyboard.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const help: Action = {
  id: 'help',
  group: 'help',
  label: () => m.composer_keys(),
  icon,
  keys: ['?'],
  isNamed: true,
  isPossible: () => true,
  perform: (composer) => {
    composer.isHelpOpen = true
  },
}

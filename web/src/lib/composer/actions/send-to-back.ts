import icon from '@tabler/icons/outline/arrow-bar-to-down.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { restack } from './restack.ts'
import type { Action } from './action.ts'

export const sendToBack: Action = {
  id: 'send-to-back',
  group: 'layer',
  label: () => m.composer_back(),
  icon,
  keys: ['Alt+Shift+ArrowDown'],
  isPossible: (composer) => composer.movable.length > 0,
  perform: (composer) => restack(composer, 'back'),
}

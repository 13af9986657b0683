import icon from '@tabler/icons/outline/arrow-down.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { restack } from './restack.ts'
import type { Action } from './action.ts'

export const sendBackward: Action = {
  id: 'send-backward',
  group: 'layer',
  label: () => m.composer_backward(),
  icon,
  keys: ['Alt+ArrowDown'],
  isPossible: (composer) => composer.movable.length > 0,
  perform: (composer) => restack(composer, 'backward'),
}

import icon from '@tabler/icons/outline/arrow-bar-to-up.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { restack } from './restack.ts'
import type { Action } from './action.ts'

export const bringToFront: Action = {
  id: 'bring-to-front',
  group: 'layer',
  label: () => m.composer_front(),
  icon,
  keys: ['Alt+Shift+ArrowUp'],
  isPossible: (composer) => composer.movable.length > 0,
  perform: (composer) => restack(composer, 'front'),
}

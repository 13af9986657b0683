import icon from '@tabler/icons/outline/arrow-up.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { restack } from './restack.ts'
import type { Action } from './action.ts'

export const bringForward: Action = {
  id: 'bring-forward',
  group: 'layer',
  label: () => m.composer_forward(),
  icon,
  keys: ['Alt+ArrowUp'],
  isPossible: (composer) => composer.movable.length > 0,
  perform: (composer) => restack(composer, 'forward'),
}

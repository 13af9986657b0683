import icon from '@tabler/icons/outline/arrow-forward-up.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const redo: Action = {
  id: 'redo',
  group: 'history',
  label: () => m.composer_redo(),
  icon,
  keys: ['Control+Shift+z', 'Control+y'],
  everywhere: true,
  isPossible: (composer) => composer.canRedo,
  perform: (composer) => composer.redo(),
}

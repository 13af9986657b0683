import icon from '@tabler/icons/outline/arrow-back-up.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const undo: Action = {
  id: 'undo',
  group: 'history',
  label: () => m.composer_undo(),
  icon,
  keys: ['Control+z'],
  everywhere: true,
  isPossible: (composer) => composer.canUndo,
  perform: (composer) => composer.undo(),
}

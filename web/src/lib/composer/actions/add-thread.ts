import icon from '@tabler/icons/outline/needle-thread.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { addThread, threadable } from '../own/new-element.ts'
import type { Action } from './action.ts'

export const addThreadAction: Action = {
  id: 'add-thread',
  group: 'own',
  label: () => m.composer_own_thread(),
  icon,
  keys: ['Shift+t'],
  isNamed: true,
  isPossible: (composer) => threadable(composer).length > 1,
  perform: addThread,
}

import icon from '@tabler/icons/outline/rectangle.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { addField } from '../own/new-element.ts'
import type { Action } from './action.ts'

export const addFieldAction: Action = {
  id: 'add-field',
  group: 'own',
  label: () => m.composer_own_field(),
  icon,
  keys: ['k'],
  isNamed: true,
  isPossible: () => true,
  perform: addField,
}

import icon from '@tabler/icons/outline/flower.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { addEmptyPlace } from '../own/new-element.ts'
import type { Action } from './action.ts'

export const addEmptyPlaceAction: Action = {
  id: 'add-empty-place',
  group: 'own',
  label: () => m.composer_own_empty(),
  icon,
  keys: ['b'],
  isNamed: true,
  isPossible: () => true,
  perform: addEmptyPlace,
}

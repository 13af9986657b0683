import icon from '@tabler/icons/outline/background.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { addGround } from '../own/new-element.ts'
import type { Action } from './action.ts'

export const addGroundAction: Action = {
  id: 'add-ground',
  group: 'own',
  label: () => m.composer_own_ground(),
  icon,
  keys: ['Shift+k'],
  isNamed: true,
  isPossible: () => true,
  perform: addGround,
}

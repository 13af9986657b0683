import icon from '@tabler/icons/outline/lasso.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const lasso: Action = {
  id: 'lasso',
  group: 'choose',
  label: () => m.composer_lasso(),
  icon,
  keys: ['o'],
  isOn: ({ aids }) => aids.isLasso,
  isPossible: () => true,
  perform: ({ aids }) => {
    aids.isLasso = !aids.isLasso
  },
}

import icon from '@tabler/icons/outline/grid-dots.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const grid: Action = {
  id: 'grid',
  group: 'sight',
  label: () => m.composer_grid(),
  icon,
  keys: ['g'],
  isOn: ({ aids }) => aids.isGridShown,
  isPossible: () => true,
  perform: ({ aids }) => {
    aids.isGridShown = !aids.isGridShown
  },
}

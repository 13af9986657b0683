import icon from '@tabler/icons/outline/magnet.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const snapping: Action = {
  id: 'snapping',
  group: 'sight',
  label: () => m.composer_snapping(),
  icon,
  keys: ['s'],
  isOn: ({ aids }) => aids.isSnapping,
  isPossible: () => true,
  perform: ({ aids }) => {
    aids.isSnapping = !aids.isSnapping
  },
}

import icon from '@tabler/icons/outline/copy-check.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

/** What Shift is to whoever has a keyboard. */
export const chooseMore: Action = {
  id: 'choose-more',
  group: 'choose',
  label: () => m.composer_choose_more(),
  icon,
  keys: ['r'],
  isOn: ({ aids }) => aids.isChoosingMore,
  isPossible: () => true,
  perform: ({ aids }) => {
    aids.isChoosingMore = !aids.isChoosingMore
  },
}

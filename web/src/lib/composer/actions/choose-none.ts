import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const chooseNone: Action = {
  id: 'choose-none',
  group: 'choose',
  label: () => m.composer_choose_none(),
  keys: ['Escape'],
  isPossible: (composer) => composer.chosen.size > 0 || composer.inHand !== null,
  perform: (composer) => {
    composer.inHand = null
    composer.choose([])
  },
}

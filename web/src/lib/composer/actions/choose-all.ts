import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const chooseAll: Action = {
  id: 'choose-all',
  group: 'choose',
  label: () => m.composer_choose_all(),
  keys: ['Control+a'],
  isPossible: (composer) => composer.state.size > 0,
  perform: (composer) => composer.choose(composer.state.keys()),
}

import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const showChosen: Action = {
  id: 'show-chosen',
  group: 'sight',
  label: () => m.composer_show_chosen(),
  keys: ['1'],
  isPossible: (composer) => composer.chosen.size > 0,
  perform: (composer) => composer.showChosen(),
}

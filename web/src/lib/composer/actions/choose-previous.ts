import { m } from '#lib/paraglide/messages.js'
import { chooseBeside } from './choose-beside.ts'
import type { Action } from './action.ts'

export const choosePrevious: Action = {
  id: 'choose-previous',
  group: 'choose',
  label: () => m.composer_choose_previous(),
  keys: ['Shift+n'],
  isPossible: (composer) => composer.state.size > 0,
  perform: (composer) => chooseBeside(composer, -1),
}

import { m } from '#lib/paraglide/messages.js'
import { chooseBeside } from './choose-beside.ts'
import type { Action } from './action.ts'

export const chooseNext: Action = {
  id: 'choose-next',
  group: 'choose',
  label: () => m.composer_choose_next(),
  keys: ['n'],
  isPossible: (composer) => composer.state.size > 0,
  perform: (composer) => chooseBeside(composer, 1),
}

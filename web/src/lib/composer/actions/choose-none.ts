import { m } from '#lib/paraglide/messages.js'
import { groupsIn } from '../groups.svelte.ts'
import type { Action } from './action.ts'

export const chooseNone: Action = {
  id: 'choose-none',
  group: 'choose',
  label: () => m.composer_choose_none(),
  keys: ['Escape'],
  isPossible: (composer) => composer.chosen.size > 0 || composer.inHand !== null,
  perform: (composer) => {
    composer.inHand = null
    const { inside } = composer.groups
    const members = inside === null ? undefined : groupsIn(composer.state).get(inside)
    composer.groups.inside = null
    // Out of a group first, then away from it.
    composer.choose(members ?? [])
  },
}

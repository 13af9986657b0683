import { m } from '#lib/paraglide/messages.js'
import { groupOf } from '../groups.svelte.ts'
import { crop } from './crop.ts'
import type { Action } from './action.ts'

/** Into a group, to its pieces; into a piece, to the part of it that is seen. Twice on it does the same. */
export const open: Action = {
  id: 'open',
  group: 'chosen',
  label: () => m.composer_open(),
  keys: ['Enter', 'Alt+Enter'],
  isPossible: (composer) =>
    groupOf(composer.state, composer.chosen) !== null ||
    (composer.chosen.size === 1 && crop.isPossible(composer)),
  whyNot: (composer) => (composer.chosen.size === 1 ? (crop.whyNot?.(composer) ?? null) : null),
  perform: (composer) => {
    const groupId = groupOf(composer.state, composer.chosen)
    const [first] = composer.chosen
    if (groupId === null || first === undefined) return crop.perform(composer)
    composer.groups.inside = groupId
    composer.choose([first])
  },
}

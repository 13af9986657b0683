import { isGround } from '#core/composition/ground.ts'
import type { PlacementId } from '#core/contract/ids.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Composer } from '../composer.svelte.ts'
import type { Action } from './action.ts'

export const chooseAll: Action = {
  id: 'choose-all',
  group: 'choose',
  label: () => m.composer_choose_all(),
  keys: ['Control+a'],
  isPossible: (composer) => allOf(composer).length > 0,
  perform: (composer) => composer.choose(allOf(composer)),
}

/** But the ground: whoever wants it too takes hold of it by itself. */
function allOf({ state, frame }: Composer): PlacementId[] {
  return [...state.values()].filter((placement) => !isGround(placement, frame)).map(({ id }) => id)
}

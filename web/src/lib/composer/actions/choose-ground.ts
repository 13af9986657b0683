import icon from '@tabler/icons/outline/layers-selected-bottom.svg?icon'
import { isGround, lyingAsGround } from '#core/composition/ground.ts'
import type { Placement } from '#core/contract/composition.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Composer } from '../composer.svelte.ts'
import type { Action } from './action.ts'

/** No hand on the stage catches the ground, so it is taken hold of by name; of several, once more takes the next beneath. */
export const chooseGround: Action = {
  id: 'choose-ground',
  group: 'own',
  label: () => m.composer_choose_ground(),
  icon,
  keys: ['a'],
  isNamed: true,
  isPossible: (composer) => groundsOf(composer).length > 0,
  whyNot: () => m.composer_choose_ground_none(),
  perform: (composer) => {
    const grounds = groundsOf(composer)
    const at = grounds.findIndex(({ id }) => composer.chosen.has(id))
    const next = grounds[(at + 1) % grounds.length]
    if (next) composer.choose([next.id])
  },
}

/** Uppermost first. */
function groundsOf({ state, frame }: Composer): Placement[] {
  return lyingAsGround(state, frame)
    .filter((placement) => isGround(placement, frame))
    .reverse()
}

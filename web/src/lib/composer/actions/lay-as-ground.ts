import icon from '@tabler/icons/outline/photo-down.svg?icon'
import { compositionOf } from '#core/composition/state.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Composer } from '../composer.svelte.ts'
import { layerBeneath } from '../layers.ts'
import { wholeOf } from '../own/new-element.ts'
import type { Action } from './action.ts'

const single = ({ movable }: Composer) => (movable.length === 1 ? movable[0] : undefined)

/**
 * A picture as the background of the whole work: under everything, from edge to edge, and locked, so that no hand that
 * reaches for something else takes hold of it. What sticks out is cut off, so its maker must have said yes to that.
 */
export const layAsGround: Action = {
  id: 'lay-as-ground',
  group: 'own',
  label: () => m.composer_lay_as_ground(),
  icon,
  keys: ['Shift+b'],
  isNamed: true,
  isPossible: (composer) => {
    const placement = single(composer)
    return placement !== undefined && composer.cropping.of(placement) !== null
  },
  whyNot: (composer) => {
    const placement = single(composer)
    if (!placement || placement.pieceId === null) return m.composer_lay_as_ground_none()
    return m.composer_crop_not_allowed()
  },
  perform: (composer) => {
    const placement = single(composer)
    if (!placement) return
    const { frame } = composer
    const state = compositionOf([...composer.state.values()].filter(({ id }) => id !== placement.id))
    const layer = layerBeneath({ state, frame })
    const values = { ...wholeOf(composer), layer, crop: null, mount: null, locked: true }
    composer.do('move', [{ do: 'set', id: placement.id, values }])
    composer.say(m.composer_laid_as_ground({ piece: composer.wordsFor(placement) }))
  },
}

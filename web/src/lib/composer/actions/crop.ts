import icon from '@tabler/icons/outline/crop.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Composer } from '../composer.svelte.ts'
import type { Action } from './action.ts'

const single = ({ chosenPlacements }: Composer) =>
  chosenPlacements.length === 1 ? chosenPlacements[0] : undefined

export const crop: Action = {
  id: 'crop',
  group: 'chosen',
  label: () => m.composer_crop(),
  icon,
  keys: ['c'],
  isOn: ({ cropping }) => cropping.now !== null,
  isPossible: (composer) => {
    const placement = single(composer)
    return placement !== undefined && composer.cropping.of(placement) !== null
  },
  whyNot: (composer) => {
    const placement = single(composer)
    if (!placement || placement.pieceId === null) return m.composer_crop_none()
    return placement.locked ? m.composer_locked_how() : m.composer_crop_not_allowed()
  },
  perform: (composer) => {
    const placement = single(composer)
    if (composer.cropping.now) composer.cropping.finish()
    else if (placement) composer.cropping.begin(placement)
  },
}

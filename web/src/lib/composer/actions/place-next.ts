import icon from '@tabler/icons/outline/square-plus.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { placePiece } from '../place.ts'
import type { Action } from './action.ts'

/** The piece that has waited longest gets the empty place that is chosen, or the next free one. */
export const placeNext: Action = {
  id: 'place-next',
  group: 'piece',
  label: () => m.composer_place_next(),
  icon,
  keys: ['p'],
  isPossible: (composer) => composer.unplaced.length > 0,
  perform: (composer) => {
    const [piece] = composer.unplaced
    if (piece) placePiece(composer, piece)
  },
}

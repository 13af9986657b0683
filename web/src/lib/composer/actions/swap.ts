import icon from '@tabler/icons/outline/switch-horizontal.svg?icon'
import { fittedInto } from '#core/composition/crop.ts'
import type { HandChange, Placement } from '#core/contract/composition.ts'
import { m } from '#lib/paraglide/messages.js'
import { rounded } from '../canvas/box.ts'
import type { Composer } from '../composer.svelte.ts'
import { aspectOf } from '../pieces.ts'
import type { Action } from './action.ts'

/** The piece of the other place, as large as it can be in this one. */
function taken({ pieces }: Composer, place: Placement, { pieceId }: Placement): HandChange {
  const piece = pieceId === null ? undefined : pieces.get(pieceId)
  const box = piece ? rounded(fittedInto(place, aspectOf(piece))) : {}
  return { do: 'set', id: place.id, values: { ...box, pieceId } }
}

/** Two pieces take each other's places; one of the places may be empty. */
export const swap: Action = {
  id: 'swap',
  group: 'piece',
  label: () => m.composer_swap(),
  icon,
  keys: ['x'],
  isPossible: (composer) => composer.chosen.size === 2 && composer.movable.length === 2,
  perform: (composer) => {
    const [one, other] = composer.movable
    if (!one || !other) return
    composer.do('place', [taken(composer, one, other), taken(composer, other, one)])
    composer.say(m.composer_swapped({ piece: composer.wordsFor(one), other: composer.wordsFor(other) }))
  },
}

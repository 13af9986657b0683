/** A piece takes another's place, as one operation in which nobody is lost. */
import { fittedInto } from '#core/composition/crop.ts'
import type { HandChange, Placement } from '#core/contract/composition.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { CompositionState } from '#core/composition/state.ts'
import { rounded } from './canvas/box.ts'

interface Swap {
  readonly state: CompositionState
  readonly piece: PieceId
  /** The place that it takes. */
  readonly wanted: Placement
  /** Width ÷ height of a piece. */
  readonly aspectOf: (piece: PieceId) => number
}

/**
 * The one that stood there gets the other's place, or lies in the tray again where that had none. Each becomes as large
 * as fits in its new place, so neither covers a neighbour. A place that only its piece has left is taken out.
 */
export function swapChanges({ state, piece, wanted, aspectOf }: Swap): HandChange[] {
  const own = [...state.values()].find(({ pieceId }) => pieceId === piece)
  if (own?.id === wanted.id) return []
  const into = (place: Placement, id: PieceId): HandChange => ({
    do: 'set',
    id: place.id,
    values: { ...rounded(fittedInto(place, aspectOf(id))), pieceId: id },
  })
  if (!own) return [into(wanted, piece)]
  if (wanted.pieceId === null) return [into(wanted, piece), { do: 'remove', id: own.id }]
  return [into(wanted, piece), into(own, wanted.pieceId)]
}

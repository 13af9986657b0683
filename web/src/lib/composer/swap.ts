/** Pieces take places from one another, as one operation in which nobody is lost. */
import { fittedInto } from '#core/composition/crop.ts'
import type { HandChange, Placement } from '#core/contract/composition.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { CompositionState } from '#core/composition/state.ts'
import { rounded } from './canvas/box.ts'

/** Width ÷ height of a piece that is known. */
export type AspectOf = (piece: PieceId) => number | undefined

/** What comes into a place: as it stood elsewhere, or from the tray. */
type Content = Pick<Placement, 'pieceId' | 'crop' | 'repeats'> &
  Partial<Pick<Placement, 'widthMm' | 'heightMm'>>

/**
 * Another content for a place. It becomes as large as fits, so that it covers no neighbour, and brings its crop along: cropped, it
 * keeps the proportions that it was given. Whether it is a copy goes with it too; the mount stays with the place.
 */
function holding(place: Placement, content: Content, aspectOf: AspectOf): HandChange {
  const { pieceId, crop = null, repeats = false, widthMm, heightMm } = content
  const given = crop && widthMm && heightMm ? widthMm / heightMm : undefined
  const aspect = given ?? (pieceId === null ? undefined : aspectOf(pieceId))
  const box = aspect === undefined ? {} : rounded(fittedInto(place, aspect))
  return { do: 'set', id: place.id, values: { ...box, pieceId, crop, repeats } }
}

/** Two places change what stands in them; one of them may be empty. */
export function swapChanges(one: Placement, other: Placement, aspectOf: AspectOf): HandChange[] {
  if (one.pieceId === other.pieceId) return []
  return [holding(one, other, aspectOf), holding(other, one, aspectOf)]
}

interface Taking {
  readonly state: CompositionState
  readonly piece: PieceId
  /** The place that it takes. */
  readonly wanted: Placement
  readonly aspectOf: AspectOf
}

/**
 * A piece takes a place. If it stands elsewhere the two swap; one that had no place sends who stood there to the tray. An empty
 * place is filled, and the place that only this piece has left is taken out.
 */
export function takeChanges({ state, piece, wanted, aspectOf }: Taking): HandChange[] {
  if (wanted.pieceId === piece) return []
  const own = ownPlaceOf(state, piece)
  if (!own) return [holding(wanted, { pieceId: piece }, aspectOf)]
  if (wanted.pieceId !== null) return swapChanges(wanted, own, aspectOf)
  return [holding(wanted, own, aspectOf), { do: 'remove', id: own.id }]
}

/** Where a piece stands: of several places the one that is no copy. */
export function ownPlaceOf(state: CompositionState, piece: PieceId): Placement | undefined {
  let found: Placement | undefined
  for (const placement of state.values()) {
    if (placement.pieceId !== piece) continue
    if (!placement.repeats) return placement
    found ??= placement
  }
  return found
}

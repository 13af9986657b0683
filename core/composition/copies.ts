/**
 * A layout arranges pieces, each of them once. Where a piece stands in several places, one of them is its own, and each of the
 * others comes to the layout as a piece of its own, under the id of its placement: so every copy is given a box, by any layout.
 */
import type { Placement } from '../contract/composition.ts'
import { PieceId, type PlacementId } from '../contract/ids.ts'
import type { LayoutPiece } from '../layout/layout.ts'
import { inLayerOrder, type CompositionState } from './state.ts'

/** Under which id a layout knows what stands in a placement, for every one in which a piece stands. */
export function layoutIds(state: CompositionState): ReadonlyMap<PlacementId, PieceId> {
  const copies = new Set(copiesIn(state).map(({ id }) => id))
  const known = new Map<PlacementId, PieceId>()
  for (const { id, pieceId } of state.values())
    if (pieceId !== null) known.set(id, copies.has(id) ? PieceId.parse(id) : pieceId)
  return known
}

/** What a layout knows under an id, as it stands now. */
export function placesByLayoutId(state: CompositionState): ReadonlyMap<string, Placement> {
  const known = new Map<string, Placement>()
  for (const [id, layoutId] of layoutIds(state)) {
    const placement = state.get(id)
    if (placement) known.set(layoutId, placement)
  }
  return known
}

/** The pieces, and after them the copies as they lie, lowest first; the very same list where there are none. */
export function withCopies(pieces: readonly LayoutPiece[], state: CompositionState): readonly LayoutPiece[] {
  const copies = copiesIn(state)
  if (copies.length === 0) return pieces
  const byId = new Map(pieces.map((piece) => [piece.id, piece]))
  return [
    ...pieces,
    ...copies.flatMap(({ id, pieceId }): LayoutPiece[] => {
      const piece = pieceId === null ? undefined : byId.get(pieceId)
      return piece ? [{ ...piece, id: PieceId.parse(id) }] : []
    }),
  ]
}

/** All places of a piece but its own: the one that is no copy, or the lowest where each says that it is one. */
function copiesIn(state: CompositionState): Placement[] {
  const repeating = [...state.values()].filter(({ repeats, pieceId }) => repeats && pieceId !== null)
  if (repeating.length === 0) return []
  const own = new Set<PieceId | null>()
  for (const { repeats, pieceId } of state.values()) if (!repeats) own.add(pieceId)
  return inLayerOrder(new Map(repeating.map((placement) => [placement.id, placement]))).filter(
    ({ pieceId }) => {
      if (own.has(pieceId)) return true
      own.add(pieceId)
      return false
    },
  )
}

/**
 * Plain sets and maps for the composer: never changed in place but replaced, so that nothing has to watch each of
 * their 25,000 entries.
 */
import type { Box } from '#core/contract/geometry.ts'
import type { PieceId, PlacementId } from '#core/contract/ids.ts'
import type { CompositionState } from '#core/composition/state.ts'

export const ids = (some: Iterable<PlacementId> = []): ReadonlySet<PlacementId> => new Set(some)

export const nothingHeld: ReadonlyMap<PlacementId, Box> = new Map()

/** Reckoned once for each state that anybody asks about. */
const placedIn = new WeakMap<CompositionState, ReadonlySet<PieceId | null>>()

export function placedPieces(state: CompositionState): ReadonlySet<PieceId | null> {
  const before = placedIn.get(state)
  if (before) return before
  const placed = new Set(Array.from(state.values(), ({ pieceId }) => pieceId))
  placedIn.set(state, placed)
  return placed
}

/**
 * Plain sets and maps for the composer: never changed in place but replaced, so that nothing has to watch each of
 * their 25,000 entries.
 */
import type { Box } from '#core/contract/geometry.ts'
import type { PieceId, PlacementId } from '#core/contract/ids.ts'
import type { CompositionState } from '#core/composition/state.ts'

export const ids = (some: Iterable<PlacementId> = []): ReadonlySet<PlacementId> => new Set(some)

export const nothingHeld: ReadonlyMap<PlacementId, Box> = new Map()

export function placedPieces(state: CompositionState): ReadonlySet<PieceId | null> {
  return new Set(Array.from(state.values(), ({ pieceId }) => pieceId))
}

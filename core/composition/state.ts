/** A composition as it stands: every placement by its id. Never changed in place; a change gives a new one. */
import type { Change, Placement, PlacementValues } from '../contract/composition.ts'
import type { PlacementId } from '../contract/ids.ts'

export type CompositionState = ReadonlyMap<PlacementId, Placement>

export const emptyComposition: CompositionState = new Map<PlacementId, Placement>()

export function compositionOf(placements: Iterable<Placement>): CompositionState {
  return new Map(Array.from(placements, (placement) => [placement.id, placement]))
}

/** Orders placements as they lie, lowest first; equals by id, so that every reader draws the same. */
export const byLayer = (a: Placement, b: Placement): number => a.layer - b.layer || (a.id < b.id ? -1 : 1)

export function inLayerOrder(state: CompositionState): Placement[] {
  return [...state.values()].sort(byLayer)
}

/** Everything that a hand can set of a placement. */
export function valuesOf({ id: _id, revision: _revision, ...values }: Placement): PlacementValues {
  return values
}

/** Whether a piece may be put here: none stands there, and it is not the artwork's own. */
export function isEmptyPlace({ pieceId, element }: Pick<Placement, 'pieceId' | 'element'>): boolean {
  return pieceId === null && !element
}

/** The placements that the changes name, each once. */
export function touchedBy(changes: readonly Change[]): Set<PlacementId> {
  return new Set(changes.map((change) => change.id))
}

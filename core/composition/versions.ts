/** Earlier states of a composition: read from the log, seen as they may be shown now, and gone back to. */
import type { Change, Operation, Placement, PlacementValues } from '../contract/composition.ts'
import type { PieceId, PlacementId } from '../contract/ids.ts'
import { applyOne } from './apply.ts'
import { valuesOf, type CompositionState } from './state.ts'

/** A composition that is being read from the log; `reading` gives a new, empty one. */
export type Reading = Map<PlacementId, Placement>

export const reading = (): Reading => new Map()

/** Takes the next operations of the log in. They are not checked: the log holds only what fitted. */
export function readOn(state: Reading, operations: readonly Pick<Operation, 'seq' | 'changes'>[]): void {
  for (const { seq, changes } of operations) for (const change of changes) applyOne(state, change, seq)
}

export interface Shown {
  readonly state: CompositionState
  /** So many pieces stood there then that may not stand now; their places are empty. */
  readonly gone: number
}

/** An earlier composition without the pieces that may no longer stand in the work, and without crops that may no longer be. */
export function asItMayBeShown(
  past: CompositionState,
  mayPlace: (piece: PieceId) => boolean,
  mayCrop: (piece: PieceId) => boolean = () => true,
): Shown {
  const isGone = ({ pieceId }: Placement) => pieceId !== null && !mayPlace(pieceId)
  const placements = [...past.values()]
  return {
    state: new Map(
      placements.map((placement) => [
        placement.id,
        isGone(placement)
          ? { ...placement, pieceId: null, crop: undefined }
          : placement.crop && placement.pieceId !== null && !mayCrop(placement.pieceId)
            ? { ...placement, crop: undefined }
            : placement,
      ]),
    ),
    gone: placements.filter(isGone).length,
  }
}

/** The changes that lead from a composition to an earlier one; none where they are equal but for their revisions. */
export function restoreChanges(now: CompositionState, past: CompositionState): Change[] {
  const changes: Change[] = []
  for (const id of now.keys()) if (!past.has(id)) changes.push({ do: 'remove', id })
  for (const placement of past.values()) {
    const present = now.get(placement.id)
    const values = allValuesOf(placement)
    if (!present) changes.push({ do: 'add', id: placement.id, values })
    else if (!hasValues(present, values)) changes.push({ do: 'set', id: placement.id, values })
  }
  return changes
}

/** Also of what is not there, so that it is taken away where it is now. */
function allValuesOf(placement: Placement): PlacementValues {
  const { crop = null, mount = null, groupId = null, repeats = false } = placement
  return { ...valuesOf(placement), crop, mount, groupId, repeats }
}

function hasValues(placement: Placement, values: object): boolean {
  const present = new Map<string, unknown>(Object.entries(allValuesOf(placement)))
  return Object.entries(values).every(
    ([key, value]) => JSON.stringify(present.get(key)) === JSON.stringify(value),
  )
}

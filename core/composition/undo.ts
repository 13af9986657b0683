/** Undo is a new operation: the inverse of an earlier one, only where nobody has touched its work since. */
import type { Change } from '../contract/composition.ts'
import type { PieceId, PlacementId } from '../contract/ids.ts'
import { attemptChanges } from './apply.ts'
import type { CompositionState } from './state.ts'

/** An operation's row in the log, as far as an undo needs it. */
export interface Undoable {
  readonly seq: number
  readonly changes: readonly Change[]
  readonly inverse: readonly Change[]
}

/** What pieces may be done with now; it may have changed since. */
interface Permissions {
  readonly mayPlace: (pieceId: PieceId) => boolean
  readonly mayCrop: (pieceId: PieceId) => boolean
}

export interface Undo {
  readonly changes: Change[]
  /** What was moved, taken out or filled by another since, and therefore stays as it is. */
  readonly left: PlacementId[]
}

/**
 * The changes that take an operation back. Each placement is taken back wholly or left wholly:
 *
 * - it was added or set: it must still have the revision that the operation gave it
 * - it was removed: its id must be free, and its piece and its slot too
 * - a piece that comes back must still be one that may stand in the work (`mayPlace`), and a crop be of a piece that may
 *   be cropped (`mayCrop`)
 */
export function undoChanges(
  state: CompositionState,
  operation: Undoable,
  { mayPlace, mayCrop }: Permissions = { mayPlace: () => true, mayCrop: () => true },
): Undo {
  const left = new Set<PlacementId>()
  const revisions = new Map<PlacementId, number>()
  for (const change of operation.changes)
    if (change.do === 'remove') revisions.delete(change.id)
    else revisions.set(change.id, change.revision ?? operation.seq)

  for (const change of operation.inverse) {
    if (state.get(change.id)?.revision !== revisions.get(change.id)) left.add(change.id)
    if (change.do !== 'remove' && change.values.pieceId && !mayPlace(change.values.pieceId))
      left.add(change.id)
    if (change.do === 'remove' || !change.values.crop) continue
    const cropped = change.values.pieceId ?? state.get(change.id)?.pieceId
    if (cropped && !mayCrop(cropped)) left.add(change.id)
  }

  // Leaving one may leave another without its old piece or slot (a swap), so look again until nothing more is left.
  for (;;) {
    const changes = operation.inverse.filter((change) => !left.has(change.id))
    const { misfits } = attemptChanges(state, changes, operation.seq)
    if (misfits.length === 0) return { changes, left: [...left] }
    for (const misfit of misfits) left.add(misfit.id)
  }
}

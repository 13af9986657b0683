/** What this hand has done, done again on top of what others did in the meantime. */
import type { Change, OperationKind } from '../contract/composition.ts'
import type { PlacementId } from '../contract/ids.ts'
import { attemptChanges } from './apply.ts'
import { lockedAmong } from './locks.ts'
import type { CompositionState } from './state.ts'

/** Done here, not yet in the log. Where the log makes the changes itself, `changes` is what we expect of it. */
export interface PendingOperation {
  readonly clientOpId: string
  readonly kind: OperationKind
  readonly changes: readonly Change[]
}

export interface Rebased<Pending extends PendingOperation> {
  readonly state: CompositionState
  readonly kept: readonly Pending[]
  readonly dropped: readonly { readonly operation: Pending; readonly because: readonly PlacementId[] }[]
  /** What another has locked meanwhile, and the operations therefore leave alone. Who has nothing else to do is gone, unnamed. */
  readonly lockedOut: readonly { readonly operation: Pending; readonly places: readonly PlacementId[] }[]
}

/** What the log makes of these it makes of the composition that it has then, so they always fit there. */
const madeByLog: ReadonlySet<OperationKind> = new Set(['layout', 'undo', 'restore'])

/**
 * Applies the pending operations to a newer confirmed composition. Of one that the log makes itself as much is shown as fits,
 * until its answer comes. Of the others: one that names placements which are no longer there
 * or are locked keeps the rest of its changes; one whose piece or slot was taken, or of which nothing remains, is dropped and
 * named.
 */
export function rebase<Pending extends PendingOperation>(
  confirmed: CompositionState,
  seq: number,
  pending: readonly Pending[],
): Rebased<Pending> {
  let state = confirmed
  const kept: Pending[] = []
  const dropped: { operation: Pending; because: PlacementId[] }[] = []
  const lockedOut: { operation: Pending; places: PlacementId[] }[] = []
  for (const asked of pending) {
    if (madeByLog.has(asked.kind)) {
      const shown = asFarAsItFits(state, asked.changes, seq + kept.length + 1)
      state = shown.state
      kept.push({ ...asked, changes: shown.changes })
      continue
    }
    const operation = withoutLocked(state, asked)
    if (operation !== asked) lockedOut.push({ operation: asked, places: lockedAmong(state, asked) })
    if (operation.changes.length === 0 && asked.changes.length > 0) continue
    const first = attemptChanges(state, operation.changes, seq + kept.length + 1)
    const gone = new Set(
      first.misfits.filter(({ reason }) => reason === 'placement-unknown').map(({ id }) => id),
    )
    const changes = operation.changes.filter((change) => !gone.has(change.id))
    const attempt = gone.size === 0 ? first : attemptChanges(state, changes, seq + kept.length + 1)
    if (attempt.misfits.length > 0 || (changes.length === 0 && operation.changes.length > 0)) {
      dropped.push({ operation, because: [...gone, ...attempt.misfits.map(({ id }) => id)] })
      continue
    }
    state = attempt.state
    kept.push(gone.size === 0 ? operation : { ...operation, changes })
  }
  return { state, kept, dropped, lockedOut }
}

/** What is left out may have made room for more that does not fit then: after so many times nothing is shown. */
const triesMost = 4

function asFarAsItFits(
  state: CompositionState,
  expected: readonly Change[],
  seq: number,
): { readonly state: CompositionState; readonly changes: readonly Change[] } {
  let changes = expected
  for (let tries = 0; tries < triesMost; tries++) {
    const attempt = attemptChanges(state, changes, seq)
    if (attempt.misfits.length === 0) return { state: attempt.state, changes }
    const misfits = new Set(attempt.misfits.map(({ id }) => id))
    changes = changes.filter(({ id }) => !misfits.has(id))
  }
  return { state, changes: [] }
}

function withoutLocked<Pending extends PendingOperation>(
  state: CompositionState,
  operation: Pending,
): Pending {
  const locked = new Set(lockedAmong(state, operation))
  if (locked.size === 0) return operation
  return { ...operation, changes: operation.changes.filter(({ id }) => !locked.has(id)) }
}

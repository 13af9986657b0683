/**
 * A copy of the composition that runs ahead of the log: what is confirmed, and on top of it what this hand has done
 * but the log has not answered yet. However late, doubled or mixed the answers come, all copies end the same.
 */
import type { Operation } from '../contract/composition.ts'
import type { PlacementId } from '../contract/ids.ts'
import { applyChanges } from './apply.ts'
import { rebase, type PendingOperation } from './rebase.ts'
import type { CompositionState } from './state.ts'

export interface Replica {
  /** The last operation of the log that is in `confirmed`. */
  readonly seq: number
  readonly confirmed: CompositionState
  readonly pending: readonly PendingOperation[]
  /** `confirmed` with `pending` on top: what the hand sees. */
  readonly state: CompositionState
}

export interface Dropped {
  readonly operation: PendingOperation
  /** The placements because of which it was dropped. */
  readonly because: readonly PlacementId[]
}

export interface TakenIn {
  readonly replica: Replica
  readonly dropped: readonly Dropped[]
  /** What was left alone because another has locked it, and the operations that had nothing else to do. */
  readonly lockedOut: readonly PlacementId[]
  readonly idle: readonly PendingOperation[]
  /** Operations are missing before the ones given: ask the log for those after `replica.seq`. */
  readonly gap: boolean
}

export function replicaOf(confirmed: CompositionState, seq: number): Replica {
  return { seq, confirmed, pending: [], state: confirmed }
}

/** Does something at once; it is confirmed when the log's own row comes back under the same `clientOpId`. */
export function doLocally(replica: Replica, operation: PendingOperation): TakenIn {
  return settle({ ...replica, pending: [...replica.pending, operation] })
}

/** Forgets something that the log refused. */
export function giveUp(replica: Replica, clientOpId: string): TakenIn {
  return settle({ ...replica, pending: replica.pending.filter((one) => one.clientOpId !== clientOpId) })
}

/** Takes in operations of the log, in any order, as often as they come. */
export function takeIn(replica: Replica, operations: readonly Operation[]): TakenIn {
  let { seq, confirmed } = replica
  const arrived = new Set<string>()
  const inOrder = operations.filter((one) => one.seq > replica.seq).sort((a, b) => a.seq - b.seq)
  for (const operation of inOrder) {
    if (operation.seq <= seq) continue
    if (operation.seq > seq + 1) break
    const applied = applyChanges(confirmed, operation.changes, operation.seq)
    // The log only holds what fitted. If it does not fit here, this copy is wrong and must be read anew.
    if (!applied.fits) throw new ReplicaAstray(operation.seq)
    confirmed = applied.state
    seq = operation.seq
    arrived.add(operation.clientOpId)
  }
  const pending = replica.pending.filter((one) => !arrived.has(one.clientOpId))
  return { ...settle({ ...replica, seq, confirmed, pending }), gap: inOrder.some((one) => one.seq > seq) }
}

function settle(replica: Replica): TakenIn {
  const { state, kept, dropped, lockedOut } = rebase(replica.confirmed, replica.seq, replica.pending)
  const left = new Set(
    [...kept, ...dropped.map(({ operation }) => operation)].map(({ clientOpId }) => clientOpId),
  )
  return {
    replica: { ...replica, state, pending: kept },
    dropped,
    lockedOut: [...new Set(lockedOut.flatMap(({ places }) => places))],
    idle: lockedOut.flatMap(({ operation }) => (left.has(operation.clientOpId) ? [] : [operation])),
    gap: false,
  }
}

/** The copy and the log have parted. */
export class ReplicaAstray extends Error {
  readonly seq: number

  constructor(seq: number) {
    super(`operation ${seq} of the log does not fit`)
    this.name = 'ReplicaAstray'
    this.seq = seq
  }
}

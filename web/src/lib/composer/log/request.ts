/** From what was done to what the log is asked for. */
import { HandKind, type OperationRequest } from '#core/contract/composition.ts'
import type { PendingOperation } from '#core/composition/rebase.ts'
import type { Ask } from './outbox.ts'

/** Nothing where the log can no longer be asked: what was to be undone never came into it. */
export function requestFor(
  { clientOpId, kind, changes }: PendingOperation,
  ask: Ask | undefined,
  seqs: ReadonlyMap<string, number>,
): OperationRequest | undefined {
  if (!ask) return undefined
  if (ask.for === 'layout')
    return { kind: 'layout', clientOpId, layout: ask.layout, options: ask.options, seed: ask.seed }
  if (ask.for === 'undo') {
    const undoes = seqs.get(ask.target)
    return undoes === undefined ? undefined : { kind: 'undo', clientOpId, undoes }
  }
  if (ask.for === 'restore') return { kind: 'restore', clientOpId, to: ask.to }
  const hand = HandKind.safeParse(kind)
  return hand.success ? { kind: hand.data, clientOpId, changes: [...changes] } : undefined
}

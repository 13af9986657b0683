/** What this curator has done: what can be undone, what the log still has to be asked for, and the way back of each. */
import type { Change, Operation } from '#core/contract/composition.ts'
import type { StaffId } from '#core/contract/ids.ts'
import type { Undoable } from '#core/composition/undo.ts'
import type { OwnStep } from '#core/contract/own-steps.ts'
import { did, historyOf, neverDid, undid, type History } from './history.ts'
import type { Ask, Unsent } from './outbox.ts'

export class Doings {
  readonly #me: StaffId
  #history: History
  /** Of what is not in the log yet. */
  readonly #asks = new Map<string, Ask>()
  readonly #inverses = new Map<string, readonly Change[]>()
  /** Of what is in the log; rows only of what came in while the composer was open. */
  readonly #seqs = new Map<string, number>()
  readonly #rows = new Map<string, Undoable>()

  constructor(steps: readonly OwnStep[], me: StaffId) {
    this.#me = me
    this.#history = historyOf(steps)
    this.#number(steps)
  }

  #number(steps: readonly OwnStep[]): void {
    for (const { clientOpId, seq } of steps) this.#seqs.set(clientOpId, seq)
  }

  /** The log was read anew; `pending` is what it still has to hear. */
  beginAgain(steps: readonly OwnStep[], pending: readonly Pick<Unsent, 'clientOpId'>[]): void {
    this.#number(steps)
    const still = pending.map(({ clientOpId }) => ({ clientOpId, ask: this.#asks.get(clientOpId) }))
    this.#asks.clear()
    this.#history = historyOf(steps)
    for (const { clientOpId, ask } of still)
      if (ask) this.begin(clientOpId, ask, this.#inverses.get(clientOpId) ?? [])
  }

  get history(): History {
    return this.#history
  }

  get seqs(): ReadonlyMap<string, number> {
    return this.#seqs
  }

  askFor(clientOpId: string): Ask | undefined {
    return this.#asks.get(clientOpId)
  }

  rowOf(clientOpId: string): Undoable | undefined {
    return this.#rows.get(clientOpId)
  }

  inverseOf(clientOpId: string): readonly Change[] | undefined {
    return this.#inverses.get(clientOpId)
  }

  begin(clientOpId: string, ask: Ask, inverse: readonly Change[]): void {
    this.#asks.set(clientOpId, ask)
    this.#inverses.set(clientOpId, inverse)
    this.#history =
      ask.for === 'undo' ? undid(this.#history, clientOpId, ask.target) : did(this.#history, clientOpId)
  }

  /** It did not come into the log, or it changed nothing there. */
  forgo(clientOpId: string): void {
    this.#asks.delete(clientOpId)
    this.#inverses.delete(clientOpId)
    this.#history = neverDid(this.#history, clientOpId)
  }

  /** A row of the log came in. Says whose doing it was: from here, from another window of the same curator, another's. */
  know(operation: Operation, inverse: readonly Change[]): 'here' | 'elsewhere' | 'another' {
    const { clientOpId, seq, changes, actor, undoes } = operation
    this.#seqs.set(clientOpId, seq)
    this.#rows.set(clientOpId, { seq, changes, inverse })
    this.#inverses.delete(clientOpId)
    const whose = this.#asks.delete(clientOpId) ? 'here' : actor === this.#me ? 'elsewhere' : 'another'
    if (whose === 'elsewhere') {
      const target = [...this.#seqs].find(([, known]) => known === undoes)?.[0]
      this.#history = target ? undid(this.#history, clientOpId, target) : did(this.#history, clientOpId)
    }
    // An undo that had to leave everything alone is nothing to redo.
    if (whose !== 'another' && operation.kind === 'undo' && changes.length === 0)
      this.#history = neverDid(this.#history, clientOpId)
    return whose
  }
}

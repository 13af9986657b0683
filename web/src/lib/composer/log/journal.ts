/**
 * The composer's side of the operation log: does things at once, sends them in order, hears what others do, and
 * keeps what could not be sent. It knows no screen.
 */
import { call } from '#lib/api.ts'
import {
  applyOperation,
  type Change,
  type Composition,
  type HandChange,
  type HandKind,
  type Operation,
} from '#core/contract/composition.ts'
import type { ArtworkSlug, PlacementId, StaffId } from '#core/contract/ids.ts'
import { Problem } from '#core/contract/problems.ts'
import { invert } from '#core/composition/invert.ts'
import type { PendingOperation } from '#core/composition/rebase.ts'
import {
  doLocally,
  giveUp,
  replicaOf,
  ReplicaAstray,
  takeIn,
  type Dropped,
  type Replica,
  type TakenIn,
} from '#core/composition/replica.ts'
import { compositionOf, type CompositionState } from '#core/composition/state.ts'
import { undoChanges, type Undoable } from '#core/composition/undo.ts'
import { coalesced } from './coalesced.ts'
import { Doings } from './doings.ts'
import type { History } from './history.ts'
import { newId } from './new-id.ts'
import type { Ask, Outbox } from './outbox.ts'
import {
  asProblem,
  connectionAfter,
  readBeginning,
  readComposition,
  readLog,
  type Beginning,
  type Connection,
} from './reading.ts'
import { requestFor } from './request.ts'

/** What the journal tells; nothing of it needs an answer. */
export interface JournalListener {
  /** The composition, the history or the number of unsent operations is another. */
  changed(): void
  connected(connection: Connection): void
  /** The whole composition was read anew, pieces too. */
  reloaded(composition: Composition): void
  /** Something others did: a maker's withdrawal reads differently from a colleague's move. */
  heard(operation: Operation): void
  /** My own operation no longer fits what others did. */
  dropped(dropped: readonly Dropped[]): void
  refused(problem: Problem): void
  /** What I did leaves these alone: others have locked them. So many of my operations had nothing else to do. */
  lockedOut(placements: readonly PlacementId[], idle: number): void
  /** My undo left these alone, because they were touched since; `undone` placements it did take back. */
  left(placements: readonly PlacementId[], undone: number): void
}

interface Given extends Beginning {
  readonly fetch: typeof globalThis.fetch
  readonly slug: ArtworkSlug
  readonly me: StaffId
  readonly listener: JournalListener
}

/** Reasons to try again later; every other problem is a refusal. */
const passing = new Set(['unavailable', 'unexpected', 'too-many-tries', 'sign-in-needed'])
const retryMs = 4000
/** Who has missed more operations than this reads the composition instead of them. */
const farBehind = 1000

export class Journal {
  readonly #given: Given
  #replica: Replica
  readonly #doings: Doings
  #outbox: Outbox | undefined
  #sending = false
  /** The newest sequence number that anybody has spoken of. */
  #heard = 0
  #catchingUp: Promise<void> | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  /** Of the readings of the pieces: how many were begun, and the latest that was told. */
  #readings = { begun: 0, told: 0 }

  constructor(given: Given) {
    this.#given = given
    this.#replica = replicaOf(compositionOf(given.composition.placements), given.composition.seq)
    this.#doings = new Doings(given.steps, given.me)
  }

  get state(): CompositionState {
    return this.#replica.state
  }

  /** The last operation of the log that is known here. */
  get seq(): number {
    return this.#replica.seq
  }

  get history(): History {
    return this.#doings.history
  }

  get unsentCount(): number {
    return this.#replica.pending.length
  }

  /** Takes up what was left unsent last time, and keeps from now on what is not sent yet. */
  async remember(outbox: Outbox): Promise<void> {
    this.#outbox = outbox
    for (const unsent of await outbox.load()) {
      // The log had it all the same: only its answer was lost.
      if (this.#doings.seqs.has(unsent.clientOpId)) await outbox.forget(unsent.clientOpId)
      else if (!this.#doings.askFor(unsent.clientOpId)) this.#begin(unsent, unsent.ask)
    }
    void this.flush()
  }

  do(kind: HandKind, changes: readonly HandChange[]): void {
    this.#do({ clientOpId: newId(), kind, changes }, { for: 'changes' })
  }

  /** `expected` is what the layout gives here; the log computes its own from the same seed. */
  layOut(ask: Omit<Extract<Ask, { for: 'layout' }>, 'for'>, expected: readonly Change[]): void {
    this.#do({ clientOpId: newId(), kind: 'layout', changes: expected }, { for: 'layout', ...ask })
  }

  /** `expected` is what going back gives here; the log reads for itself how it stood after operation `to`. */
  restore(to: number, expected: readonly Change[]): void {
    this.#do({ clientOpId: newId(), kind: 'restore', changes: expected }, { for: 'restore', to })
  }

  undo(): void {
    const target = this.history.undoable.at(-1)
    if (target) this.#undo(target)
  }

  redo(): void {
    const target = this.history.redoable.at(-1)
    if (target) this.#undo(target)
  }

  #undo(target: string): void {
    const row = this.#doings.rowOf(target) ?? this.#pendingRow(target)
    const changes = row ? undoChanges(this.state, row).changes : []
    this.#do({ clientOpId: newId(), kind: 'undo', changes }, { for: 'undo', target })
  }

  #pendingRow(clientOpId: string): Undoable | undefined {
    const index = this.#replica.pending.findIndex((one) => one.clientOpId === clientOpId)
    const changes = this.#replica.pending[index]?.changes
    const inverse = this.#doings.inverseOf(clientOpId)
    return changes && inverse && { seq: this.#replica.seq + index + 1, changes, inverse }
  }

  #do(operation: PendingOperation, ask: Ask): void {
    const { slug, me } = this.#given
    const kept = { ...operation, slug, staff: me, changes: [...operation.changes], ask }
    void this.#outbox?.keep(kept).catch(() => this.#given.listener.refused(new Problem('storage-full')))
    this.#begin(operation, ask)
    void this.flush()
  }

  #begin(operation: PendingOperation, ask: Ask): void {
    this.#doings.begin(operation.clientOpId, ask, invert(this.state, operation.changes))
    this.#settle(doLocally(this.#replica, operation))
  }

  /** Sends what waits, one after the other. Safe to call at any time. */
  async flush(): Promise<void> {
    if (this.#sending) return
    this.#sending = true
    clearTimeout(this.#retry)
    try {
      for (;;) {
        const [first] = this.#replica.pending
        if (!first) break
        await this.#send(first)
      }
      this.#given.listener.connected('live')
    } catch (cause) {
      this.#given.listener.connected(connectionAfter(asProblem(cause)))
      this.#retry = setTimeout(() => void this.flush(), retryMs)
    } finally {
      this.#sending = false
    }
    if (this.#heard > this.#replica.seq) void this.catchUp()
  }

  async #send(operation: PendingOperation): Promise<void> {
    const { fetch, slug, listener } = this.#given
    const { clientOpId } = operation
    const body = requestFor(operation, this.#doings.askFor(clientOpId), this.#doings.seqs)
    if (!body) return this.#forgo(clientOpId)
    try {
      const answer = await call(fetch, applyOperation, { params: { slug }, body })
      if (answer.left.length > 0) listener.left(answer.left, answer.operation.changes.length)
      if (this.#take([answer.operation]).gap) await this.catchUp()
      // Its row came in before, by another way: it waits no longer.
      if (answer.operation.seq <= this.#replica.seq) this.#settle(giveUp(this.#replica, clientOpId))
    } catch (cause) {
      if (cause instanceof ReplicaAstray) return this.#reload()
      const problem = asProblem(cause)
      if (passing.has(problem.type)) throw problem
      if (problem.type === 'place-locked' && (await this.#isLessNow(operation))) return
      this.#forgo(clientOpId)
      listener.refused(problem)
      await this.catchUp()
    }
  }

  /** Others have locked some of it: when that is known here, the rest of it is sent in its turn. */
  async #isLessNow({ clientOpId, changes }: PendingOperation): Promise<boolean> {
    await this.catchUp()
    const now = this.#replica.pending.find((one) => one.clientOpId === clientOpId)
    return !now || now.changes.length < changes.length
  }

  #forgo(clientOpId: string): void {
    this.#doings.forgo(clientOpId)
    void this.#outbox?.forget(clientOpId)
    this.#settle(giveUp(this.#replica, clientOpId))
  }

  /** Asks the log for what is after the last operation known here. Calls at the same time share one question. */
  async catchUp(): Promise<void> {
    this.#catchingUp ??= this.#readLog().finally(() => (this.#catchingUp = undefined))
    return this.#catchingUp
  }

  async #readLog(): Promise<void> {
    const { listener } = this.#given
    try {
      let before: number
      do {
        before = this.#replica.seq
        await this.#readOn()
      } while (before < this.#replica.seq && this.#replica.seq < this.#heard)
      listener.connected('live')
    } catch (cause) {
      listener.connected(connectionAfter(asProblem(cause)))
    }
  }

  /** Reads a stretch of the log; or the composition, where too much was missed or this copy has gone astray. */
  async #readOn(): Promise<void> {
    const { fetch, slug } = this.#given
    const { operations, seq } = await readLog(fetch, slug, this.#replica.seq)
    this.#heard = Math.max(this.#heard, seq)
    if (seq - this.#replica.seq > farBehind) return this.#reload()
    try {
      this.#take(operations)
    } catch (cause) {
      if (!(cause instanceof ReplicaAstray)) throw cause
      await this.#reload()
    }
  }

  /** Somebody said that the log has come to `seq`. */
  hear(seq: number): void {
    this.#heard = Math.max(this.#heard, seq)
    if (this.#heard > this.#replica.seq && !this.#sending) void this.catchUp()
  }

  /**
   * A piece came in or left: reads the pieces anew. What stands where is told by the log alone. There may be thousands, and each may
   * be told of by itself, so they are read once for all who came meanwhile.
   */
  readonly renewPieces = coalesced(async () => {
    const { fetch, slug, listener } = this.#given
    const reading = ++this.#readings.begun
    try {
      this.#tell(await readComposition(fetch, slug, this.#given.build), reading)
    } catch (cause) {
      listener.connected(connectionAfter(asProblem(cause)))
    }
  })

  /** An answer that was overtaken by a later reading's tells nothing any more. */
  #tell(composition: Composition, reading: number): void {
    if (reading < this.#readings.told) return
    this.#readings.told = reading
    this.#given.listener.reloaded(composition)
  }

  /** Reads everything anew, and does what is unsent again on top of it. */
  async #reload(): Promise<void> {
    const { fetch, slug } = this.#given
    const reading = ++this.#readings.begun
    const { composition, steps } = await readBeginning(fetch, slug, this.#given.build)
    if (composition.seq >= this.#replica.seq) {
      const fresh = replicaOf(compositionOf(composition.placements), composition.seq)
      // The log had some of it already: only the answers were lost.
      const had = new Set(steps.map(({ clientOpId }) => clientOpId))
      for (const { clientOpId } of this.#replica.pending)
        if (had.has(clientOpId)) void this.#outbox?.forget(clientOpId)
      const pending = this.#replica.pending.filter(({ clientOpId }) => !had.has(clientOpId))
      this.#doings.beginAgain(steps, pending)
      this.#settle(takeIn({ ...fresh, pending }, []))
    }
    this.#tell(composition, reading)
  }

  #take(operations: readonly Operation[]): TakenIn {
    let taken: TakenIn = { replica: this.#replica, dropped: [], lockedOut: [], idle: [], gap: false }
    for (const operation of [...operations].sort((a, b) => a.seq - b.seq)) {
      if (operation.seq <= this.#replica.seq) continue
      const inverse = invert(this.#replica.confirmed, operation.changes)
      taken = takeIn(this.#replica, [operation])
      if (!taken.gap) this.#know(operation, inverse)
      this.#settle(taken)
      if (taken.gap) break
    }
    return taken
  }

  #know(operation: Operation, inverse: readonly Change[]): void {
    const whose = this.#doings.know(operation, inverse)
    if (whose === 'here') void this.#outbox?.forget(operation.clientOpId)
    if (whose === 'another') this.#given.listener.heard(operation)
  }

  #settle({ replica, dropped, lockedOut, idle }: TakenIn): void {
    this.#replica = replica
    for (const { clientOpId } of [...dropped.map(({ operation }) => operation), ...idle]) {
      this.#doings.forgo(clientOpId)
      void this.#outbox?.forget(clientOpId)
    }
    if (lockedOut.length > 0) this.#given.listener.lockedOut(lockedOut, idle.length)
    if (dropped.length > 0) this.#given.listener.dropped(dropped)
    this.#given.listener.changed()
  }

  close(): void {
    clearTimeout(this.#retry)
  }
}

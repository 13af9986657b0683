/** The log as the house keeps it, in memory, for tests of those who write to it: in order, each request once, no rule broken. */
import {
  OperationRequest,
  type Change,
  type Composition,
  type LogStretch,
  type Operation,
  type OperationAnswer,
} from '#core/contract/composition.ts'
import type { PieceId, StaffId } from '#core/contract/ids.ts'
import type { OwnStep } from '#core/contract/own-steps.ts'
import { applyChanges } from '#core/composition/apply.ts'
import { arrangementChanges } from '#core/composition/arrange.ts'
import { lockedAmong } from '#core/composition/locks.ts'
import { invert } from '#core/composition/invert.ts'
import { emptyComposition, type CompositionState } from '#core/composition/state.ts'
import { undoChanges, type Undoable } from '#core/composition/undo.ts'
import { asItMayBeShown, readOn, reading, restoreChanges } from '#core/composition/versions.ts'
import { newId, newPlacementId } from '../log/new-id.ts'

interface Row extends Undoable {
  readonly operation: Operation
}

/** What of a rule was broken, in words; never anything, if all is well. */
export function brokenRules(state: CompositionState, down: ReadonlySet<PieceId>): string[] {
  const standing = [...state.values()]
  const pieces = standing.flatMap(({ pieceId }) => pieceId ?? [])
  const once = standing.flatMap(({ pieceId, repeats }) => (repeats ? [] : (pieceId ?? [])))
  const slots = standing.flatMap(({ slot }) => slot ?? [])
  return [
    new Set(once).size < once.length ? 'a piece stands in two places, and neither is a copy' : '',
    new Set(slots).size < slots.length ? 'a slot holds two' : '',
    pieces.some((piece) => down.has(piece)) ? 'a piece that is down stands' : '',
    standing.some(({ pieceId, element }) => pieceId && element)
      ? 'a piece stands as the artwork\u2019s own'
      : '',
  ].filter(Boolean)
}

/** A layout as simple as one can be: all pieces in a row, beginning at a place that the seed tells. Some of them have slots. */
export function inARow(
  state: CompositionState,
  { pieces, seed }: { readonly pieces: readonly PieceId[]; readonly seed: number },
): Change[] {
  const arranged = pieces.map((pieceId, at) => ({
    pieceId,
    box: { xMm: seed + at, yMm: seed, widthMm: 2, heightMm: 2, rotationDeg: 0 },
    slot: at < seed % 3 ? `row ${at}` : null,
    layer: at,
  }))
  return arrangementChanges(state, { arranged, keepsEmptyPlaces: seed % 2 === 0, newId: newPlacementId })
}

export class ModelLog {
  state: CompositionState = emptyComposition
  readonly down = new Set<PieceId>()
  readonly broken: string[] = []
  /** Why the last request was refused. */
  refusal: 'already-placed' | 'place-locked' = 'already-placed'
  readonly #pieces: readonly PieceId[]
  readonly #rows: Row[] = []
  readonly #byId = new Map<string, Operation>()

  /** @param pieces what a layout arranges, unless it is down */
  constructor(pieces: readonly PieceId[] = []) {
    this.#pieces = pieces
  }

  get seq(): number {
    return this.#rows.length
  }

  get operations(): Operation[] {
    return this.#rows.map(({ operation }) => operation)
  }

  /** @returns null where it is refused */
  ask(actor: StaffId, asked: unknown): OperationAnswer | null {
    const request = OperationRequest.parse(asked)
    const done = this.#byId.get(request.clientOpId)
    if (done) return { operation: done, left: [] }
    if (request.kind === 'layout') {
      const { clientOpId, kind, seed } = request
      const changes = inARow(this.state, { pieces: this.standable(), seed })
      const operation = this.#write({ clientOpId, kind, actor, changes, undoes: null })
      return operation && { operation, left: [] }
    }
    if (request.kind === 'restore') {
      const { clientOpId, kind, to } = request
      if (to > this.seq) return null
      const changes = restoreChanges(this.state, this.past(to))
      const operation = this.#write({ clientOpId, kind, actor, changes, undoes: null })
      return operation && { operation, left: [] }
    }
    if (request.kind !== 'undo') {
      this.refusal = lockedAmong(this.state, request).length > 0 ? 'place-locked' : 'already-placed'
      if (this.refusal === 'place-locked') return null
      const operation = this.#write({ ...request, actor, undoes: null })
      return operation && { operation, left: [] }
    }
    const undone = this.#rows[request.undoes - 1]
    if (!undone || undone.operation.kind === 'withdraw') return null
    const { changes, left } = undoChanges(this.state, undone, {
      mayPlace: (piece) => !this.down.has(piece),
      mayCrop: () => true,
    })
    const operation = this.#write({ ...request, actor, changes })
    return operation && { operation, left }
  }

  /** What a layout arranges. */
  standable(): PieceId[] {
    return this.#pieces.filter((piece) => !this.down.has(piece))
  }

  /** How it stood after operation `seq`, as far as it may be shown. */
  past(seq: number): CompositionState {
    const past = reading()
    readOn(
      past,
      this.#rows.slice(0, seq).map(({ operation }) => operation),
    )
    return asItMayBeShown(past, (piece) => !this.down.has(piece)).state
  }

  takeDown(piece: PieceId): void {
    const changes = [...this.state.values()]
      .filter(({ pieceId }) => pieceId === piece)
      .map(({ id }): Change => ({ do: 'set', id, values: { pieceId: null } }))
    if (changes.length > 0)
      this.#write({ clientOpId: newId(), kind: 'withdraw', actor: null, changes, undoes: null })
    this.down.add(piece)
    this.broken.push(...brokenRules(this.state, this.down))
  }

  #write(asked: Omit<Operation, 'seq' | 'at'>): Operation | null {
    const seq = this.seq + 1
    const wanted = asked.changes.flatMap((one) => (one.do === 'remove' ? [] : (one.values.pieceId ?? [])))
    const applied = applyChanges(this.state, asked.changes, seq)
    if (!applied.fits || wanted.some((piece) => this.down.has(piece))) return null
    const operation: Operation = { ...asked, seq, at: '2026-01-01T00:00:00Z' }
    const inverse = asked.kind === 'withdraw' ? [] : invert(this.state, asked.changes)
    this.#byId.set(operation.clientOpId, operation)
    this.#rows.push({ operation, seq, changes: asked.changes, inverse })
    this.state = applied.state
    this.broken.push(...brokenRules(this.state, this.down))
    return operation
  }

  composition(): Composition {
    return {
      seq: this.seq,
      title: 'Værket',
      size: { widthMm: 1600, heightMm: 900, widthPx: 1600, heightPx: 900 },
      background: '#ffffff',
      repeatsAllowed: true,
      placements: [...this.state.values()],
      pieces: [],
    }
  }

  /** Two at a time, so that who missed three must ask twice. */
  stretch(after: number): LogStretch {
    return { seq: this.seq, operations: this.#rows.slice(after, after + 2).map(({ operation }) => operation) }
  }

  ownSteps(actor: StaffId): OwnStep[] {
    return this.operations
      .filter((operation) => operation.actor === actor)
      .map(({ seq, clientOpId, undoes, kind, changes }) => {
        return { seq, clientOpId, undoes, isEmpty: kind === 'undo' && changes.length === 0 }
      })
  }
}

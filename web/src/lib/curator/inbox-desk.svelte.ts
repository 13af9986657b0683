/**
 * The curator's desk: the pile that waits, the piece that lies on top of it, and what was decided since the page was
 * opened. A decision is seen at once and sent after; what could not be sent comes back to the pile, with the reason.
 */
import { Problem } from '#core/contract/problems.ts'
import type { Decision } from '#core/contract/cards.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { CuratedPiece, DeclineReason } from '#core/contract/inbox.ts'

export type Verdict = Exclude<Decision, 'waiting'>

interface Decided {
  readonly piece: CuratedPiece
  readonly verdict: Verdict
  readonly reason: DeclineReason | undefined
}

/** What is said of a piece. With a piece that is in goes the name that stood beside it, so that no other is approved. */
interface Said {
  readonly decision: Decision
  readonly reason?: DeclineReason
  readonly seenName?: string
}

/** How the desk speaks to the api. Each throws a `Problem`. */
export interface InboxWire {
  send(id: PieceId, said: Said): Promise<unknown>
  part(id: PieceId): Promise<unknown>
  listWaiting(): Promise<CuratedPiece[]>
}

const byArrival = (a: CuratedPiece, b: CuratedPiece): number =>
  a.receivedAt.localeCompare(b.receivedAt) || a.id.localeCompare(b.id)

/** What can be said of a piece now. Nothing until it can be seen; never "with" if it cannot be shown. */
export function mayBe(piece: CuratedPiece, verdict: Verdict): boolean {
  if (piece.preparation === 'received') return false
  return verdict !== 'approved' || (piece.preparation === 'ready' && piece.visibility.state === 'up')
}

export class InboxDesk {
  waiting: readonly CuratedPiece[] = $state.raw([])
  decided: readonly Decided[] = $state.raw([])
  /** What went wrong last, until the next decision. */
  problem: Problem | null = $state.raw(null)
  #topId: PieceId | null = $state(null)

  readonly #wire: InboxWire
  /** What was decided here and is on its way: a list from the api may not know of it yet. */
  readonly #onItsWay = new Map<PieceId, Decision>()
  /** All that is sent and asked goes one after the other, so that an undo never overtakes what it undoes. */
  #line: Promise<void> = Promise.resolve()
  #isRefreshQueued = false

  constructor(pieces: readonly CuratedPiece[], wire: InboxWire) {
    this.#wire = wire
    this.waiting = pieces.toSorted(byArrival)
    this.#topId = this.waiting[0]?.id ?? null
  }

  get at(): number {
    return Math.max(
      0,
      this.waiting.findIndex(({ id }) => id === this.#topId),
    )
  }

  get top(): CuratedPiece | null {
    return this.waiting[this.at] ?? null
  }

  /** The piece on top and those that come after it, so that their pictures are there before they are asked for. */
  ahead(count: number): readonly CuratedPiece[] {
    return this.waiting.slice(this.at, this.at + 1 + count)
  }

  get houseCount(): number {
    return new Set(this.waiting.map(({ house }) => house.code)).size
  }

  /** Looks at the next piece, or the one before, and leaves this one where it lies. */
  step(by: 1 | -1): void {
    this.#topId = this.waiting[this.at + by]?.id ?? this.#topId
  }

  /** Decides about the piece on top. Answers whether it could be. */
  decide(verdict: Verdict, reason?: DeclineReason): boolean {
    const piece = this.top
    if (!piece || !mayBe(piece, verdict)) return false
    const decided: Decided = { piece, verdict, reason }
    this.problem = null
    this.#takeOff(piece)
    this.decided = [...this.decided, decided]
    this.#send(piece, verdict, reason, () => {
      this.decided = this.decided.filter((other) => other !== decided)
      this.#putBack(piece)
    })
    return true
  }

  /** Takes the last decision back and lays its piece on top again. */
  undo(): boolean {
    const last = this.decided.at(-1)
    if (!last) return false
    this.problem = null
    this.decided = this.decided.slice(0, -1)
    this.#putBack(last.piece)
    this.#topId = last.piece.id
    this.#send(last.piece, 'waiting', undefined, () => {
      this.#takeOff(last.piece)
      this.decided = [...this.decided, last]
    })
    return true
  }

  /** The piece on top and those that came later as the same picture are different pieces: they come to the pile. */
  part(): void {
    const piece = this.top
    if (!piece) return
    this.problem = null
    this.waiting = this.waiting.map((one) => (one.id === piece.id ? { ...one, twins: [] } : one))
    this.#queue(() => this.#wire.part(piece.id).then(() => undefined))
    // Also when it could not be: then they are there again.
    this.refresh()
  }

  /** Asks the api what waits now. What was decided here meanwhile stays decided. */
  refresh(): void {
    if (this.#isRefreshQueued) return
    this.#isRefreshQueued = true
    this.#queue(async () => {
      this.#isRefreshQueued = false
      const pieces = await this.#wire.listWaiting()
      const at = this.at
      const known = new Set(pieces.map(({ id }) => id))
      const cameBack = this.waiting.filter(({ id }) => this.#onItsWay.get(id) === 'waiting' && !known.has(id))
      const stillHere = pieces.filter(({ id }) => (this.#onItsWay.get(id) ?? 'waiting') === 'waiting')
      this.waiting = [...stillHere, ...cameBack].toSorted(byArrival)
      if (!this.waiting.some(({ id }) => id === this.#topId)) this.#topId = this.#idAt(at)
    })
  }

  /** When all that was decided has been answered. */
  async settled(): Promise<void> {
    await this.#line
  }

  #idAt(at: number): PieceId | null {
    return this.waiting[Math.min(at, this.waiting.length - 1)]?.id ?? null
  }

  #takeOff(piece: CuratedPiece): void {
    const at = this.at
    const wasOnTop = this.top?.id === piece.id
    this.waiting = this.waiting.filter(({ id }) => id !== piece.id)
    if (wasOnTop) this.#topId = this.#idAt(at)
  }

  #putBack(piece: CuratedPiece): void {
    if (this.waiting.some(({ id }) => id === piece.id)) return
    this.waiting = [...this.waiting, piece].toSorted(byArrival)
    this.#topId ??= piece.id
  }

  #send(
    piece: CuratedPiece,
    decision: Decision,
    reason: DeclineReason | undefined,
    takeBack: () => void,
  ): void {
    this.#onItsWay.set(piece.id, decision)
    this.#queue(async () => {
      try {
        await this.#wire.send(piece.id, {
          decision,
          ...(reason && { reason }),
          ...(decision === 'approved' && piece.credit.kind === 'name' && { seenName: piece.credit.name }),
        })
      } catch (failure) {
        takeBack()
        throw failure
      } finally {
        if (this.#onItsWay.get(piece.id) === decision) this.#onItsWay.delete(piece.id)
      }
    })
  }

  #queue(work: () => Promise<void>): void {
    this.#line = this.#line.then(work).catch((failure: unknown) => {
      this.problem = failure instanceof Problem ? failure : new Problem('unexpected', { cause: failure })
    })
  }
}

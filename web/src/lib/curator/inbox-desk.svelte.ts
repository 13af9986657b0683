/**
 * The curator's desk: the pile that waits, the piece that lies on top of it, and what was decided since the page was
 * opened. A decision is seen at once and sent after; what could not be sent comes back to the pile, with the reason.
 * What a colleague decided meanwhile leaves the pile, and it is said whose answer it was.
 */
import { Problem } from '#core/contract/problems.ts'
import type { Decision, DeclineReason } from '#core/contract/cards.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { CuratedPiece } from '#core/contract/inbox.ts'
import { everything, passes, type InboxFilter } from './inbox-filter.ts'
import { seenNameOf, type InboxWire, type Said } from './inbox-wire.ts'
import { inLine } from './in-line.ts'

export type Verdict = Exclude<Decision, 'waiting'>
/** What can be looked through one by one: what nobody has looked at, and what a house was asked about. */
export type DeskPile = Extract<Decision, 'waiting' | 'asked'>

interface Decided {
  readonly pieces: readonly CuratedPiece[]
  readonly verdict: Verdict
}

/** A piece that left the pile without a hand from here: decided by somebody, or taken down by its maker (null). */
export interface Gone {
  readonly piece: CuratedPiece
  readonly answer: { readonly verdict: Verdict; readonly by: string | null } | null
}

const byArrival = (a: CuratedPiece, b: CuratedPiece): number =>
  a.receivedAt.localeCompare(b.receivedAt) || a.id.localeCompare(b.id)

/** What can be said of a piece now. Nothing until it can be seen; never "with" if it cannot be shown. */
export function mayBe(piece: CuratedPiece, verdict: Verdict): boolean {
  if (piece.preparation === 'received' || piece.decision === verdict) return false
  return verdict !== 'approved' || (piece.preparation === 'ready' && piece.visibility.state === 'up')
}

export class InboxDesk {
  decided: readonly Decided[] = $state.raw([])
  filter: InboxFilter = $state.raw(everything)
  /** What went wrong last, until the next decision. */
  problem: Problem | null = $state.raw(null)
  /** What left the pile last by other hands, until the next decision. */
  gone: readonly Gone[] = $state.raw([])
  #all: readonly CuratedPiece[] = $state.raw([])
  #topId: PieceId | null = $state(null)
  readonly #waiting = $derived(this.#all.filter((piece) => passes(piece, this.filter)))

  readonly #wire: InboxWire
  readonly #pile: DeskPile
  /** What was decided here and is on its way: a list from the api may not know of it yet. */
  readonly #onItsWay = new Map<PieceId, Decision>()
  readonly #line = inLine((failure) => {
    this.problem = failure instanceof Problem ? failure : new Problem('unexpected', { cause: failure })
  })
  #isRefreshQueued = false

  constructor(pieces: readonly CuratedPiece[], wire: InboxWire, pile: DeskPile = 'waiting') {
    this.#wire = wire
    this.#pile = pile
    this.#all = pieces.toSorted(byArrival)
    this.#topId = this.#all[0]?.id ?? null
  }

  /** Those that the filter lets through, oldest first. */
  get waiting(): readonly CuratedPiece[] {
    return this.#waiting
  }

  get all(): readonly CuratedPiece[] {
    return this.#all
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

  /** Looks at the next piece, or the one before, and leaves this one where it lies. */
  step(by: 1 | -1): void {
    this.#topId = this.waiting[this.at + by]?.id ?? this.#topId
  }

  /** Decides about the piece on top. Answers whether it could be. */
  decide(verdict: Verdict, reason?: DeclineReason): boolean {
    const piece = this.top
    if (!piece || !mayBe(piece, verdict)) return false
    const decided = this.#lay(verdict, [piece])
    this.#send(piece, { decision: verdict, was: this.#pile, ...(reason && { reason }) }, () => {
      this.#forget(decided)
      this.#putBack([piece])
    })
    return true
  }

  /** Takes several in at once, of a house that is trusted. */
  takeTogether(pieces: readonly CuratedPiece[]): void {
    const taken = pieces.filter((piece) => mayBe(piece, 'approved'))
    if (taken.length === 0) return
    const decided = this.#lay('approved', taken)
    this.#sendTogether('approved', taken, () => {
      this.#forget(decided)
      this.#putBack(taken)
    })
  }

  /** Takes the last decision back and lays what it was about on top again. */
  undo(): boolean {
    const last = this.decided.at(-1)
    const [first] = last?.pieces ?? []
    if (!last || !first) return false
    this.problem = null
    this.gone = []
    this.#forget(last)
    this.#putBack(last.pieces)
    this.#topId = first.id
    const again = () => {
      this.#takeOff(last.pieces)
      this.decided = [...this.decided, last]
    }
    if (last.pieces.length > 1) this.#sendTogether('waiting', last.pieces, again)
    else this.#send(first, { decision: this.#pile, was: last.verdict }, again)
    return true
  }

  /** The piece on top and those that came later as the same picture are different pieces: they come to the pile. */
  part(): void {
    const piece = this.top
    if (!piece) return
    this.problem = null
    this.#all = this.#all.map((one) => (one.id === piece.id ? { ...one, twins: [] } : one))
    this.#line.add(() => this.#wire.part(piece.id).then(() => undefined))
    // Also when it could not be: then they are there again.
    this.refresh()
  }

  /** Asks the api what waits now. What was decided here meanwhile stays decided. */
  refresh(): void {
    if (this.#isRefreshQueued) return
    this.#isRefreshQueued = true
    this.#line.add(async () => {
      this.#isRefreshQueued = false
      const pieces = await this.#wire.list()
      const at = this.at
      const known = new Set(pieces.map(({ id }) => id))
      const missing = this.#all.filter(({ id }) => !known.has(id))
      const cameBack = missing.filter(({ id }) => this.#onItsWay.get(id) === this.#pile)
      const stillHere = pieces.filter(({ id }) => (this.#onItsWay.get(id) ?? this.#pile) === this.#pile)
      this.#all = [...stillHere, ...cameBack].toSorted(byArrival)
      if (!this.waiting.some(({ id }) => id === this.#topId)) this.#topId = this.#idAt(at)
      await this.#tellGone(missing.filter((piece) => !cameBack.includes(piece)))
    })
  }

  /** The page is being left: what was decided here goes out before it. */
  hurry(): void {
    this.#line.hurry()
  }

  /** When all that was decided has been answered. */
  async settled(): Promise<void> {
    await this.#line.done()
  }

  async #tellGone(pieces: readonly CuratedPiece[]): Promise<void> {
    if (pieces.length === 0) return
    const decided = new Map((await this.#wire.listDecided()).map((piece) => [piece.id, piece]))
    this.gone = pieces.map((piece): Gone => {
      const answered = decided.get(piece.id)
      if (!answered || answered.decision === 'waiting') return { piece, answer: null }
      return { piece, answer: { verdict: answered.decision, by: answered.by } }
    })
  }

  #lay(verdict: Verdict, pieces: readonly CuratedPiece[]): Decided {
    const decided = { pieces, verdict }
    this.problem = null
    this.gone = []
    this.#takeOff(pieces)
    this.decided = [...this.decided, decided]
    return decided
  }

  #forget(decided: Decided): void {
    this.decided = this.decided.filter((other) => other !== decided)
  }

  #idAt(at: number): PieceId | null {
    return this.waiting[Math.min(at, this.waiting.length - 1)]?.id ?? null
  }

  #takeOff(pieces: readonly CuratedPiece[]): void {
    const at = this.at
    const ids = new Set(pieces.map(({ id }) => id))
    const wasOnTop = this.top && ids.has(this.top.id)
    this.#all = this.#all.filter(({ id }) => !ids.has(id))
    if (wasOnTop) this.#topId = this.#idAt(at)
  }

  #putBack(pieces: readonly CuratedPiece[]): void {
    const here = new Set(this.#all.map(({ id }) => id))
    this.#all = [...this.#all, ...pieces.filter(({ id }) => !here.has(id))].toSorted(byArrival)
    this.#topId ??= this.waiting[0]?.id ?? null
  }

  #send(piece: CuratedPiece, said: Said, takeBack: () => void): void {
    this.#underway([piece], said.decision, async () => {
      const named = said.decision === 'approved' ? seenNameOf(piece) : {}
      try {
        await this.#wire.send(piece.id, { ...said, ...named })
      } catch (failure) {
        takeBack()
        if (!(failure instanceof Problem) || failure.type !== 'piece-decided') throw failure
        // A colleague was faster: it is in no pile of ours, and their answer stands.
        this.#takeOff([piece])
        this.decided = this.decided.filter(({ pieces }) => !pieces.includes(piece))
        await this.#tellGone([piece])
      }
    })
  }

  #sendTogether(
    decision: 'approved' | 'waiting',
    pieces: readonly CuratedPiece[],
    takeBack: () => void,
  ): void {
    this.#underway(pieces, decision, async () => {
      try {
        const done = new Set(await this.#wire.together(decision, pieces))
        // Those that could not be: the pile as it is tells which wait still, and why the others do not.
        if (pieces.some(({ id }) => !done.has(id))) this.#putBack(pieces.filter(({ id }) => !done.has(id)))
      } catch (failure) {
        takeBack()
        throw failure
      }
    })
    this.refresh()
  }

  #underway(pieces: readonly CuratedPiece[], decision: Decision, work: () => Promise<void>): void {
    for (const { id } of pieces) this.#onItsWay.set(id, decision)
    this.#line.add(async () => {
      try {
        await work()
      } finally {
        for (const { id } of pieces) if (this.#onItsWay.get(id) === decision) this.#onItsWay.delete(id)
      }
    })
  }
}

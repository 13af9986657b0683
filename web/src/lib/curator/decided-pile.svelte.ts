import { Problem } from '#core/contract/problems.ts'
import type { Decision, DeclineReason } from '#core/contract/cards.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { CuratedPiece, DecidedPiece } from '#core/contract/inbox.ts'
import { seenNameOf, type InboxWire } from './inbox-wire.ts'

/** A piece on the pile; of one that came from the list of the latest decisions it is known when and by whom. */
export type PilePiece = CuratedPiece & Partial<Pick<DecidedPiece, 'by' | 'reason'>>

/** How the pile speaks to the api. Each throws a `Problem`. */
type PileWire = Pick<InboxWire, 'send' | 'part'>

/**
 * A pile of decided pieces. One about which another thing is said than what the pile holds leaves it at once, and lies
 * there again if that could not be; what came later as the same picture is let go of in the same way.
 */
export class DecidedPile {
  problem: Problem | null = $state.raw(null)
  /** What was said last, once it has arrived. */
  said: Decision | 'parted' | null = $state(null)
  #all: readonly PilePiece[] = $state.raw([])

  readonly #wire: PileWire
  /** What the pile holds; left out, it holds all that is decided. */
  readonly #holds: Decision | undefined

  constructor(pieces: readonly PilePiece[], wire: PileWire, holds?: Decision) {
    this.#all = pieces
    this.#wire = wire
    this.#holds = holds
  }

  get pieces(): readonly PilePiece[] {
    return this.#all.filter(({ decision }) =>
      this.#holds === undefined ? decision !== 'waiting' : decision === this.#holds,
    )
  }

  add(pieces: readonly PilePiece[]): void {
    const here = new Set(this.#all.map(({ id }) => id))
    this.#all = [...this.#all, ...pieces.filter(({ id }) => !here.has(id))]
  }

  async change(piece: PilePiece, decision: Decision, reason?: DeclineReason): Promise<void> {
    const named = decision === 'approved' ? seenNameOf(piece) : {}
    await this.#try(piece, { decision, reason: reason ?? null }, decision, () =>
      this.#wire.send(piece.id, { decision, was: piece.decision, ...(reason && { reason }), ...named }),
    )
  }

  /** They are different pieces. */
  async part(piece: PilePiece): Promise<void> {
    await this.#try(piece, { twins: [] }, 'parted', () => this.#wire.part(piece.id))
  }

  async #try(
    piece: PilePiece,
    seen: Partial<PilePiece>,
    said: Decision | 'parted',
    send: () => Promise<unknown>,
  ): Promise<void> {
    this.problem = null
    this.said = null
    this.#put(piece.id, { ...piece, ...seen })
    try {
      await send()
      this.said = said
    } catch (failure) {
      this.problem = failure instanceof Problem ? failure : new Problem('unexpected', { cause: failure })
      this.#put(piece.id, piece)
    }
  }

  #put(id: PieceId, piece: PilePiece): void {
    this.#all = this.#all.map((one) => (one.id === id ? piece : one))
  }
}

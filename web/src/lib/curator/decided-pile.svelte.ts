import { Problem } from '#core/contract/problems.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { CuratedPiece } from '#core/contract/inbox.ts'

/** A pile of decided pieces. One that is taken back leaves it at once, and comes back if that could not be. */
export class DecidedPile {
  pieces: readonly CuratedPiece[] = $state.raw([])
  problem: Problem | null = $state.raw(null)
  hasTakenBack: boolean = $state(false)

  readonly #sendBack: (id: PieceId) => Promise<unknown>

  constructor(pieces: readonly CuratedPiece[], sendBack: (id: PieceId) => Promise<unknown>) {
    this.pieces = pieces
    this.#sendBack = sendBack
  }

  async takeBack(piece: CuratedPiece): Promise<void> {
    const before = this.pieces
    this.problem = null
    this.pieces = before.filter((other) => other !== piece)
    try {
      await this.#sendBack(piece.id)
      this.hasTakenBack = true
    } catch (failure) {
      this.problem = failure instanceof Problem ? failure : new Problem('unexpected', { cause: failure })
      const gone = new Set(before.filter((other) => other !== piece && !this.pieces.includes(other)))
      this.pieces = before.filter((other) => !gone.has(other))
    }
  }
}

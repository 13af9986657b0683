import { Problem } from '#core/contract/problems.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { CuratedPiece } from '#core/contract/inbox.ts'

/** A pile of decided pieces. One that is taken back leaves it at once, and lies there again if that could not be. */
export class DecidedPile {
  problem: Problem | null = $state.raw(null)
  hasTakenBack: boolean = $state(false)
  #takenBack: ReadonlySet<PieceId> = $state.raw(new Set<PieceId>())

  readonly #all: readonly CuratedPiece[]
  readonly #sendBack: (id: PieceId) => Promise<unknown>

  constructor(pieces: readonly CuratedPiece[], sendBack: (id: PieceId) => Promise<unknown>) {
    this.#all = pieces
    this.#sendBack = sendBack
  }

  get pieces(): readonly CuratedPiece[] {
    return this.#all.filter(({ id }) => !this.#takenBack.has(id))
  }

  async takeBack({ id }: CuratedPiece): Promise<void> {
    this.problem = null
    this.#takenBack = new Set([...this.#takenBack, id])
    try {
      await this.#sendBack(id)
      this.hasTakenBack = true
    } catch (failure) {
      this.problem = failure instanceof Problem ? failure : new Problem('unexpected', { cause: failure })
      this.#takenBack = new Set([...this.#takenBack].filter((other) => other !== id))
    }
  }
}

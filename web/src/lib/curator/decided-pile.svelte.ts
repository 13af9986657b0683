import { Problem } from '#core/contract/problems.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { CuratedPiece } from '#core/contract/inbox.ts'

/** How the pile speaks to the api. Each throws a `Problem`. */
interface PileWire {
  sendBack(id: PieceId): Promise<unknown>
  part(id: PieceId): Promise<unknown>
}

/**
 * A pile of decided pieces. One that is taken back leaves it at once, and lies there again if that could not be; what
 * came later as the same picture is let go of in the same way.
 */
export class DecidedPile {
  problem: Problem | null = $state.raw(null)
  hasTakenBack: boolean = $state(false)
  hasParted: boolean = $state(false)
  #takenBack: ReadonlySet<PieceId> = $state.raw(new Set<PieceId>())
  #parted: ReadonlySet<PieceId> = $state.raw(new Set<PieceId>())

  readonly #all: readonly CuratedPiece[]
  readonly #wire: PileWire

  constructor(pieces: readonly CuratedPiece[], wire: PileWire) {
    this.#all = pieces
    this.#wire = wire
  }

  get pieces(): readonly CuratedPiece[] {
    return this.#all
      .filter(({ id }) => !this.#takenBack.has(id))
      .map((piece) => (this.#parted.has(piece.id) ? { ...piece, twins: [] } : piece))
  }

  async takeBack({ id }: CuratedPiece): Promise<void> {
    this.problem = null
    this.#takenBack = new Set([...this.#takenBack, id])
    try {
      await this.#wire.sendBack(id)
      this.hasTakenBack = true
    } catch (failure) {
      this.problem = failure instanceof Problem ? failure : new Problem('unexpected', { cause: failure })
      this.#takenBack = new Set([...this.#takenBack].filter((other) => other !== id))
    }
  }

  /** They are different pieces. */
  async part({ id }: CuratedPiece): Promise<void> {
    this.problem = null
    this.#parted = new Set([...this.#parted, id])
    try {
      await this.#wire.part(id)
      this.hasParted = true
    } catch (failure) {
      this.problem = failure instanceof Problem ? failure : new Problem('unexpected', { cause: failure })
      this.#parted = new Set([...this.#parted].filter((other) => other !== id))
    }
  }
}

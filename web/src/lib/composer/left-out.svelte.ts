/** Why an edition goes out without some pieces: what was noted the last time, and what is chosen now. */
import type { PieceId } from '#core/contract/ids.ts'
import type { LeftOut, LeftOutReason } from '#core/contract/left-out.ts'

export class LeftOutReasons {
  #reasons = $state.raw<ReadonlyMap<PieceId, LeftOutReason>>(new Map())
  /** Somebody wanted to publish while a reason was missing: from then on it is seen where. */
  isMissed = $state(false)

  reasonFor(piece: PieceId): LeftOutReason | undefined {
    return this.#reasons.get(piece)
  }

  /** Offers what an earlier edition has noted. What was chosen here stays. */
  offer(noted: readonly LeftOut[]): void {
    this.#reasons = new Map([...noted.map(({ piece, reason }) => [piece, reason] as const), ...this.#reasons])
  }

  give(pieces: readonly PieceId[], reason: LeftOutReason): void {
    this.#reasons = new Map([...this.#reasons, ...pieces.map((piece) => [piece, reason] as const)])
  }

  missingAmong(pieces: readonly PieceId[]): PieceId[] {
    return pieces.filter((piece) => !this.#reasons.has(piece))
  }

  /** Those of the pieces that have a reason, with it. */
  notesFor(pieces: readonly PieceId[]): LeftOut[] {
    return pieces.flatMap((piece) => {
      const reason = this.#reasons.get(piece)
      return reason ? [{ piece, reason }] : []
    })
  }
}

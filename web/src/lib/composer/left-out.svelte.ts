/** Why an edition goes out without some, or shows some badly: what was noted the last time, and what is chosen now. */
import type { z } from 'zod'
import type { Everyone } from '#core/composition/everyone.ts'
import { unseenOf, weighSaid, type Said } from '#core/composition/said.ts'
import type { HouseCode, PieceId } from '#core/contract/ids.ts'
import { UnplacedReason, UnseenReason, type AbsenceReason } from '#core/contract/left-out.ts'

export class Reasons<Who extends string, Reason extends string> {
  #reasons = $state.raw<ReadonlyMap<Who, Reason>>(new Map())

  reasonFor(who: Who): Reason | undefined {
    return this.#reasons.get(who)
  }

  /** Offers what an earlier edition has noted. What was chosen here stays. */
  offer(noted: readonly (readonly [Who, Reason])[]): void {
    this.#reasons = new Map([...noted, ...this.#reasons])
  }

  give(all: readonly Who[], reason: Reason): void {
    this.#reasons = new Map([...this.#reasons, ...all.map((who) => [who, reason] as const)])
  }

  /** Those of them that have a reason, with it. */
  among(all: readonly Who[]): (readonly [Who, Reason])[] {
    return all.flatMap((who) => {
      const reason = this.#reasons.get(who)
      return reason === undefined ? [] : [[who, reason] as const]
    })
  }
}

export class LeftOutReasons {
  readonly unplaced = new Reasons<PieceId, UnplacedReason>()
  readonly unseen = new Reasons<PieceId, UnseenReason>()
  readonly absent = new Reasons<HouseCode, AbsenceReason>()
  /** Somebody wanted to publish while a reason was missing: from then on it is seen where. */
  isMissed = $state(false)

  offer({ leftOut, absentHouses }: Said): void {
    const ofSort = <Reason extends string>(sort: z.ZodType<Reason>) =>
      leftOut.flatMap(({ piece, reason }) => {
        const own = sort.safeParse(reason)
        return own.success ? [[piece, own.data] as const] : []
      })
    this.unplaced.offer(ofSort(UnplacedReason))
    this.unseen.offer(ofSort(UnseenReason))
    this.absent.offer(absentHouses.map(({ house, reason }) => [house, reason] as const))
  }

  /** What goes with the next edition. */
  saidOf(everyone: Everyone): Said {
    const ofPieces = [...this.unplaced.among(everyone.unplaced), ...this.unseen.among(unseenOf(everyone))]
    return {
      leftOut: ofPieces.map(([piece, reason]) => ({ piece, reason })),
      absentHouses: this.absent.among(everyone.absentHouses).map(([house, reason]) => ({ house, reason })),
    }
  }

  isAllSaid(everyone: Everyone): boolean {
    return weighSaid(everyone, this.saidOf(everyone)).unsaid.length === 0
  }
}

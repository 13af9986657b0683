/**
 * When a piece's turn to be prepared comes: a moment, and whoever has the earliest is next.
 *
 * Each row of pieces (those of one house in one artwork) is treated as if it were prepared at its own calm pace. Who
 * finds nobody of the own row waiting has the turn at once; who finds n has it n paces later.
 *
 *     seconds                0    10   20   30   40
 *     house A sends five     a    a    a    a    a     all at 0, and none is prepared yet
 *     house B sends one           · b                  at 13: after two of A at most, before the rest
 *
 * A turn is never moved. Whoever arrives after it has a later one, so nobody is passed by for ever: however many keep
 * coming, a large row gets its share, one piece a pace. When nobody else is there, all goes as fast as it can.
 */

/** Longer than preparing one piece takes (a 12 MP HEIC: 2.5 s), so that a row's turns lie ahead of what is being done. */
const paceMs = 10_000

/** So many are counted at most; who finds more of the own row shares its last turn, in the order of arrival. */
export const countedAtMost = 1000

export interface Row {
  /** How many of it wait to be prepared. */
  readonly waiting: number
  /** Sent by a host from paper. Nobody waits for it with a phone in the hand, so it lets one pace pass. */
  readonly fromPaper: boolean
}

export function turnOf(arrivedAt: Date, { waiting, fromPaper }: Row): Date {
  const paces = Math.min(waiting, countedAtMost) + (fromPaper ? 1 : 0)
  return new Date(arrivedAt.getTime() + paces * paceMs)
}

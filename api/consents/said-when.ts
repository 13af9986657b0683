/**
 * Longer than a phone can be away from any net and still be believed: a clock that was never set is years off, one that lost
 * its power begins in 1970 or on the day the phone was made.
 */
export const longestOnTheWayMs = 30 * 24 * 60 * 60 * 1000

/**
 * The moment a phone says an answer was given, as far as it can be true. What cannot be (later than its arrival, or more than
 * thirty days before) becomes null: then all that is known is when it arrived. The piece is taken in all the same, for a wrong
 * clock is nobody's fault; and where a clock is a little fast, an answer loses nothing unless it came at once, so that its
 * arrival is its moment. Cut to the second: finer times could tell two phones apart, and nobody needs them.
 * @param saidAt ISO 8601, as the contract has it
 */
export function saidWhen(saidAt: string | undefined, arrivedAt: Date): Date | null {
  if (saidAt === undefined) return null
  const saidMs = Math.floor(Date.parse(saidAt) / 1000) * 1000
  const onTheWayMs = arrivedAt.getTime() - saidMs
  return onTheWayMs >= 0 && onTheWayMs <= longestOnTheWayMs ? new Date(saidMs) : null
}

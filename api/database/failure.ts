/** What a failure says of PostgreSQL. Libraries wrap what it said, so the causes are asked as well. */
import { codeOf } from '../cannot-start.ts'

/** The failure and what lies behind it. */
function causes(error: unknown): unknown[] {
  const all: unknown[] = []
  for (let one = error; one instanceof Error && !all.includes(one); one = one.cause) all.push(one)
  return all
}

/**
 * Nobody answers there now. Classes 08 (connection), 57 (shutdown, or a query given up), 53 (too little of something),
 * and the words of the socket and of the driver.
 */
export const isDatabaseAway = (error: unknown): boolean => causes(error).some(saysAway)

/** Its disk has no room for one more row (53100). */
export const isDatabaseFull = (error: unknown): boolean =>
  causes(error).some((cause) => codeOf(cause) === '53100')

function saysAway(error: unknown): boolean {
  const code = codeOf(error)
  if (/^(08|57|53)/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code))
    return true
  return (
    error instanceof Error &&
    /timeout (exceeded|expired)|query read timeout|connection (terminated|error)|not queryable/i.test(
      error.message,
    )
  )
}

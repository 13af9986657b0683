/** How often something may be tried, by purpose. Counted in memory only: no address is ever written down. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Request } from 'express'
import { Problem } from '#core/contract/problems.ts'

export interface Limit {
  /** Counts one try. @throws {Problem} too-many-tries */
  take(key: string): Promise<void>
  /** The try was a good one, and is not counted. */
  giveBack(key: string): Promise<void>
}

function limit(points: number, seconds: number): Limit {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return {
    async take(key) {
      await limiter.consume(key).catch((refused: unknown) => {
        if (refused instanceof RateLimiterRes)
          throw new Problem('too-many-tries', { retryAfterSeconds: Math.ceil(refused.msBeforeNext / 1000) })
        throw refused
      })
    },
    async giveBack(key) {
      await limiter.reward(key)
    },
  }
}

const minute = 60
const hour = 60 * minute

/**
 * A house's whole guest list shares one address, so what makers do has no limit by address. The table with the reason
 * for each number stands in `docs/running.md`.
 */
export function makeLimits(addressOf: (request: Request) => string) {
  return {
    addressOf,
    signIn: limit(10, 15 * minute),
    /** By address alone: a list of e-mails tried one after the other. */
    signInFrom: limit(100, 15 * minute),
    invitation: limit(60, hour),
    newScreen: limit(60, hour),
    pairing: limit(30, 15 * minute),
    /** By house, whoever tries; only wrong ones count. */
    cardWords: limit(10, hour),
  }
}
export type Limits = ReturnType<typeof makeLimits>

/** How long to wait before asking again: from one second, doubled each time, at most half a minute. */

/** Waits; resolves early, without complaint, when the signal is given. */
export type Wait = (timeMs: number, signal?: AbortSignal) => Promise<void>

/**
 * The wait before try number `tries` (0 is the first again). A part of it is left to chance, so that all screens of
 * a museum do not come back in the same moment after a break.
 */
export function backOffMs(tries: number, chance = Math.random()): number {
  const longest = Math.min(30_000, 1000 * 2 ** Math.min(tries, 10))
  return longest * (0.5 + chance / 2)
}

export const wait: Wait = (timeMs, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, timeMs)
    signal?.addEventListener('abort', done, { once: true })
  })

/** Asked anew each time: what was said before an `await` may no longer be so after it. */
export const isOver = (signal: AbortSignal): boolean => signal.aborted

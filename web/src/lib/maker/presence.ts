/**
 * Whether somebody is still at the tablet. After a while without a sign the person is asked; after a while without an
 * answer the person has left. Whoever answers stays, as often as it takes (WCAG 2.2, 2.2.1).
 */
export const askAfterMs = 90_000
export const leaveAfterMs = 30_000

export interface Clock {
  now(): number
  /** @returns what calls it off */
  after(ms: number, run: () => void): () => void
}

export interface Watched {
  /** Something takes its time that the person waits for: then nobody is asked. */
  isOccupied(): boolean
  ask(): void
  leave(): void
}

export interface Presence {
  /** A sign of life. While the question stands only an answer to it counts. */
  sign(): void
  /** "Ja, jeg er her". */
  stay(): void
  stop(): void
}

const pageClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export function watchPresence(watched: Watched, clock: Clock = pageClock): Presence {
  let seenAt = clock.now()
  let isAsking = false
  let cancel = clock.after(askAfterMs, quiet)

  function wait(ms: number, run: () => void): void {
    cancel()
    cancel = clock.after(ms, run)
  }

  function quiet(): void {
    const quietMs = clock.now() - seenAt
    if (quietMs < askAfterMs) wait(askAfterMs - quietMs, quiet)
    else if (watched.isOccupied()) stay()
    // The tablet has slept: whoever wakes it is somebody else.
    else if (quietMs >= askAfterMs + leaveAfterMs) watched.leave()
    else {
      isAsking = true
      watched.ask()
      wait(leaveAfterMs, () => watched.leave())
    }
  }

  function stay(): void {
    isAsking = false
    seenAt = clock.now()
    wait(askAfterMs, quiet)
  }

  return {
    sign() {
      // The timer looks at this when it runs out, so that a moving finger costs nothing.
      if (!isAsking) seenAt = clock.now()
    },
    stay,
    stop: () => cancel(),
  }
}

/** How long the phone waits for an answer: a connection can be dead without anybody saying so. */

/** For a few words or a part of a content: so slow, the whole would not arrive within what a server waits for. */
export const smallPatienceMs = 120_000

/** For a large content in one: as long as a server waits. */
export const wholePatienceMs = 15 * 60_000

/**
 * Asks, and gives up when it has taken too long, or when `given` does. (Old phones have no `AbortSignal.any`.)
 * @throws what `asking` throws, also when its signal is aborted
 */
export async function askWithin<Heard>(
  patienceMs: number,
  given: AbortSignal | null,
  asking: (signal: AbortSignal) => Promise<Heard>,
): Promise<Heard> {
  const own = new AbortController()
  const giveUp = (): void => own.abort()
  const timer = setTimeout(giveUp, patienceMs)
  given?.addEventListener('abort', giveUp)
  if (given?.aborted) giveUp()
  try {
    return await asking(own.signal)
  } finally {
    clearTimeout(timer)
    given?.removeEventListener('abort', giveUp)
  }
}

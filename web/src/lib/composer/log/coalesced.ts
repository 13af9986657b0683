/**
 * Something that is asked for more often than it can be done: one is under way, one waits, and whoever asks meanwhile waits for
 * that one too. Every asking is answered by a doing that began after it.
 */
export function coalesced(doing: () => Promise<void>): () => Promise<void> {
  let now: Promise<void> | undefined
  let next: Promise<void> | undefined

  function ask(): Promise<void> {
    if (!now) {
      now = doing().finally(() => (now = undefined))
      return now
    }
    const goOn = () => {
      next = undefined
      return ask()
    }
    next ??= now.then(goOn, goOn)
    return next
  }
  return ask
}

/** Work that is done one after the other, so that what undoes something never overtakes it. */
export interface InLine {
  add(work: () => Promise<void>): void
  /** The page is going: what has not begun begins now, each in its turn, and none waits for the answer to another. */
  hurry(): void
  /** When all that was added so far is done. */
  done(): Promise<void>
}

/** @param failed hears what went wrong; what comes after it is done all the same */
export function inLine(failed: (failure: unknown) => void): InLine {
  const notBegun = new Set<() => Promise<void>>()
  let line: Promise<void> = Promise.resolve()
  return {
    add(work) {
      notBegun.add(work)
      line = line
        .then(async () => {
          if (notBegun.delete(work)) await work()
        })
        .catch(failed)
    },
    hurry() {
      for (const work of notBegun) {
        notBegun.delete(work)
        work().catch(failed)
      }
    },
    done: () => line,
  }
}

/** Work that is done one after the other, so that what undoes something never overtakes it. */
export interface InLine {
  add(work: () => Promise<void>): void
  /** When all that was added so far is done. */
  done(): Promise<void>
}

/** @param failed hears what went wrong; what comes after it is done all the same */
export function inLine(failed: (failure: unknown) => void): InLine {
  let line: Promise<void> = Promise.resolve()
  return {
    add(work) {
      line = line.then(work).catch(failed)
    },
    done: () => line,
  }
}

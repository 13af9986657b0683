/**
 * One look for many who ask for the same at the same moment: every screen and phone when an edition comes out, a
 * whole opening at the front door. Who asks while a look is under way waits for the next one and shares it with all
 * the others who wait, so nobody is told what was so before they asked.
 */

interface Turn<Answer> {
  readonly now: Promise<Answer>
  /** Promised to those who came while `now` was under way; begins when that has ended. */
  next: Promise<Answer> | null
}

/**
 * @param look is under way at most once at a time for each key
 * @returns the same look, shared; what it gives must not be changed
 */
export function shareLooks<Answer>(look: (key: string) => Promise<Answer>): (key: string) => Promise<Answer> {
  const turns = new Map<string, Turn<Answer>>()

  function begin(key: string): Promise<Answer> {
    const turn: Turn<Answer> = { now: look(key), next: null }
    turns.set(key, turn)
    const end = () => {
      if (turn.next === null) turns.delete(key)
    }
    turn.now.then(end, end)
    return turn.now
  }

  return (key) => {
    const turn = turns.get(key)
    if (!turn) return begin(key)
    const again = () => begin(key)
    turn.next ??= turn.now.then(again, again)
    return turn.next
  }
}

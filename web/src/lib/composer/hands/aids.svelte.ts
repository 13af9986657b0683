/** What helps the hand on the stage: what it is drawn to, and what it leaves to be seen while it moves. */
import type { Point } from '../canvas/camera.ts'
import type { Gap, Guide } from './snap.ts'

interface Trace {
  readonly guides: readonly Guide[]
  readonly gaps: readonly Gap[]
}

const noTrace: Trace = { guides: [], gaps: [] }

export class Aids {
  /** What is moved is drawn to its neighbours' lines. */
  isSnapping = $state(true)
  isGridShown = $state(false)
  /** A hand that draws chooses what it goes around, also where it begins on a piece. */
  isLasso = $state(false)
  /** Who is tapped or caught is added to those that are chosen, or taken out again: for a hand without a Shift key. */
  isChoosingMore = $state(false)
  trace = $state.raw<Trace>(noTrace)
  /** The line that the hand draws around pieces, in millimetres on the wall. */
  loop = $state.raw<readonly Point[] | null>(null)

  rest(): void {
    this.trace = noTrace
  }
}

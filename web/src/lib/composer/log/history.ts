/** What one curator can undo and redo: read from the log, so that it survives a reload. */
import type { OwnStep } from '#core/contract/own-steps.ts'

/** Operations by their `clientOpId`, the last one on top. */
export interface History {
  readonly undoable: readonly string[]
  readonly redoable: readonly string[]
}

export const emptyHistory: History = { undoable: [], redoable: [] }

/** Something new was done: what had been undone can no longer be redone. */
export function did(history: History, clientOpId: string): History {
  return { undoable: [...history.undoable, clientOpId], redoable: [] }
}

/**
 * `clientOpId` undoes `target`. Undo and redo are both this: an undo of the last thing done can itself be undone,
 * and that is the redo.
 */
export function undid(history: History, clientOpId: string, target: string): History {
  if (history.redoable.includes(target))
    return {
      undoable: [...history.undoable, clientOpId],
      redoable: history.redoable.filter((one) => one !== target),
    }
  return {
    undoable: history.undoable.filter((one) => one !== target),
    redoable: [...history.redoable, clientOpId],
  }
}

/** The log refused it: it was never done. */
export function neverDid(history: History, clientOpId: string): History {
  return {
    undoable: history.undoable.filter((one) => one !== clientOpId),
    redoable: history.redoable.filter((one) => one !== clientOpId),
  }
}

/** Reads the history of one curator from the log's own account of what that curator did. */
export function historyOf(steps: readonly OwnStep[]): History {
  const bySeq = new Map(steps.map(({ seq, clientOpId }) => [seq, clientOpId]))
  return steps.reduce((history, { clientOpId, undoes, isEmpty }) => {
    if (undoes === null) return did(history, clientOpId)
    const after = undid(history, clientOpId, bySeq.get(undoes) ?? '')
    return isEmpty ? neverDid(after, clientOpId) : after
  }, emptyHistory)
}

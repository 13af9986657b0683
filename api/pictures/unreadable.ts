/** Why a picture could not be prepared. */
import { Problem } from '#core/contract/problems.ts'

/**
 * `not-a-picture`: none of the accepted types. `too-many-pixels`: more than the limit, by its own header.
 * `truncated`: the file ends too early, so sending it again may help. `damaged`: its decoder gave up.
 * `too-slow`, `too-much-memory`: stopped by us. `too-intricate`: a drawing that cannot be drawn within limits.
 */
export type UnreadableReason =
  | 'not-a-picture'
  | 'too-many-pixels'
  | 'truncated'
  | 'damaged'
  | 'too-slow'
  | 'too-much-memory'
  | 'too-intricate'

/** The picture cannot be opened, for a reason that the curator may see. */
export class PictureUnreadable extends Problem {
  readonly reason: UnreadableReason

  constructor(reason: UnreadableReason, options: { cause?: unknown } = {}) {
    super('picture-unreadable', options)
    this.name = 'PictureUnreadable'
    this.reason = reason
  }
}

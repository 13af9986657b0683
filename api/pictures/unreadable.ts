/** Why a picture could not be prepared. */
import type { PreparationFailure } from '#core/contract/pieces.ts'
import { Problem } from '#core/contract/problems.ts'

/** What a picture itself can be the reason for. */
export type UnreadableReason = Exclude<PreparationFailure, 'gone' | 'given-up'>

/** The picture cannot be opened, for a reason that the curator may see. */
export class PictureUnreadable extends Problem {
  readonly reason: UnreadableReason

  constructor(reason: UnreadableReason, options: { cause?: unknown } = {}) {
    super('picture-unreadable', options)
    this.name = 'PictureUnreadable'
    this.reason = reason
  }
}

/** Why a piece is not in an edition, as its maker may hear it. */
import type { LeftOutReason } from '#core/contract/left-out.ts'
import { m } from '#lib/paraglide/messages.js'

const words: Record<LeftOutReason, () => string> = {
  later: () => m.composer_left_later(),
  'no-room': () => m.composer_left_no_room(),
  'asked-to-wait': () => m.composer_left_asked_to_wait(),
  elsewhere: () => m.composer_left_elsewhere(),
}

export const reasonWords = (reason: LeftOutReason): string => words[reason]()

/** Why somebody is not, or not well, in an edition, as a maker or a house may hear it. */
import type { AbsenceReason, LeftOut } from '#core/contract/left-out.ts'
import { m } from '#lib/paraglide/messages.js'

const words: Record<LeftOut['reason'] | AbsenceReason, () => string> = {
  later: () => m.composer_left_later(),
  'no-room': () => m.composer_left_no_room(),
  'asked-to-wait': () => m.composer_left_asked_to_wait(),
  elsewhere: () => m.composer_left_elsewhere(),
  'meant-so': () => m.composer_left_meant_so(),
  'seen-closer': () => m.composer_left_seen_closer(),
  'better-place-later': () => m.composer_left_better_place_later(),
  'nothing-sent': () => m.composer_left_nothing_sent(),
  'house-later': () => m.composer_left_house_later(),
  'not-this-time': () => m.composer_left_not_this_time(),
}

export const reasonWords = (reason: LeftOut['reason'] | AbsenceReason): string => words[reason]()

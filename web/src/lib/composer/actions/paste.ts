import icon from '@tabler/icons/outline/clipboard-plus.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { addCopies, copyable } from '../copies.ts'
import type { Action } from './action.ts'

export const paste: Action = {
  id: 'paste',
  group: 'chosen',
  label: () => m.composer_paste(),
  icon,
  keys: ['Control+v'],
  isPossible: (composer) => copyable(composer, composer.clipboard?.placements ?? []).length > 0,
  whyNot: ({ clipboard }) => (clipboard ? m.composer_duplicate_not() : m.composer_paste_none()),
  perform: (composer) => {
    const { clipboard } = composer
    if (!clipboard) return
    const { placements, times } = clipboard
    composer.clipboard = { placements, times: times + 1 }
    const count = addCopies(composer, placements, times)
    const left = placements.length - count
    // Those are seen to be missing, so it is shown why.
    if (left > 0) composer.tell(m.composer_paste_left({ count, left }))
    else composer.say(m.composer_pasted({ count }))
  },
}

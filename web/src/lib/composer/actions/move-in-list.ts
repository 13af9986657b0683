import icon from '@tabler/icons/outline/arrows-move.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

/** In the list the arrows go from piece to piece until this is on; on the stage they always move what is chosen. */
export const moveInList: Action = {
  id: 'move-in-list',
  group: 'piece',
  label: () => m.composer_twin_move(),
  icon,
  keys: ['m'],
  isOn: ({ twin }) => twin?.isMoving === true,
  isPossible: ({ twin }) => twin !== null,
  perform: ({ twin }) => {
    if (twin?.isMoving) twin.put()
    else twin?.beginMoving()
  },
}

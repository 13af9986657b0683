import icon from '@tabler/icons/outline/copy-plus.svg?icon'
import type { HandChange } from '#core/contract/composition.ts'
import type { GroupId } from '#core/contract/ids.ts'
import { valuesOf } from '#core/composition/state.ts'
import { m } from '#lib/paraglide/messages.js'
import { newGroupId, newPlacementId } from '../log/new-id.ts'
import type { Composer } from '../composer.svelte.ts'
import type { Action } from './action.ts'

/** A copy stands so far beside what it is a copy of, in parts of the work's shorter side. */
const besidePart = 1 / 40

const copyable = ({ chosenPlacements }: Composer) =>
  chosenPlacements.filter(({ pieceId }) => pieceId !== null)

export const duplicate: Action = {
  id: 'duplicate',
  group: 'chosen',
  label: () => m.composer_duplicate(),
  icon,
  keys: ['Control+d'],
  isPossible: (composer) => composer.repeatsAllowed && copyable(composer).length > 0,
  whyNot: (composer) => (composer.repeatsAllowed ? m.composer_chosen_none() : m.composer_duplicate_not()),
  perform: (composer) => {
    const besideMm = Math.min(composer.frame.widthMm, composer.frame.heightMm) * besidePart
    const groups = new Map<GroupId, GroupId>()
    const layer = [...composer.state.values()].reduce((highest, one) => Math.max(highest, one.layer), 0)
    const copies = copyable(composer).map((placement, at): HandChange & { do: 'add' } => {
      const { groupId, xMm, yMm, ...values } = valuesOf(placement)
      const group = groupId && (groups.get(groupId) ?? newGroupId())
      if (groupId && group) groups.set(groupId, group)
      return {
        do: 'add',
        id: newPlacementId(),
        values: {
          ...values,
          ...(group && { groupId: group }),
          xMm: xMm + besideMm,
          yMm: yMm + besideMm,
          layer: layer + 1 + at,
          slot: null,
          locked: false,
          repeats: true,
        },
      }
    })
    composer.do('place', copies)
    composer.choose(copies.map(({ id }) => id))
    composer.say(m.composer_duplicated({ count: copies.length }))
  },
}

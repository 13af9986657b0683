import horizontal from '@tabler/icons/outline/layout-distribute-vertical.svg?icon'
import vertical from '@tabler/icons/outline/layout-distribute-horizontal.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { distributed } from '../align.ts'
import type { Action } from './action.ts'

const axes: readonly (Pick<Action, 'label' | 'icon' | 'keys'> & { axis: 'x' | 'y' })[] = [
  // Tabler names its icons by the bars that it draws, not by the way they are spread.
  { axis: 'x', label: () => m.composer_distribute_x(), icon: horizontal, keys: ['Shift+c'] },
  { axis: 'y', label: () => m.composer_distribute_y(), icon: vertical, keys: ['Shift+e'] },
]

export const distributions: readonly Action[] = axes.map(({ axis, ...action }) => ({
  id: `distribute-${axis}`,
  group: 'align',
  ...action,
  isPossible: (composer) => composer.movable.length > 2,
  perform: (composer) => {
    composer.moveTo(distributed(new Map(composer.movable.map((box) => [box.id, box])), axis))
    composer.say(action.label())
  },
}))

import alignBottom from '@tabler/icons/outline/layout-align-bottom.svg?icon'
import alignCentre from '@tabler/icons/outline/layout-align-center.svg?icon'
import alignLeft from '@tabler/icons/outline/layout-align-left.svg?icon'
import alignMiddle from '@tabler/icons/outline/layout-align-middle.svg?icon'
import alignRight from '@tabler/icons/outline/layout-align-right.svg?icon'
import alignTop from '@tabler/icons/outline/layout-align-top.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { aligned, type Edge } from '../align.ts'
import type { Action } from './action.ts'

const edges: readonly (Pick<Action, 'label' | 'icon' | 'keys'> & { edge: Edge })[] = [
  { edge: 'left', label: () => m.composer_align_left(), icon: alignLeft, keys: ['Control+ArrowLeft'] },
  { edge: 'centre', label: () => m.composer_align_centre(), icon: alignCentre, keys: ['h'] },
  { edge: 'right', label: () => m.composer_align_right(), icon: alignRight, keys: ['Control+ArrowRight'] },
  { edge: 'top', label: () => m.composer_align_top(), icon: alignTop, keys: ['Control+ArrowUp'] },
  { edge: 'middle', label: () => m.composer_align_middle(), icon: alignMiddle, keys: ['e'] },
  { edge: 'bottom', label: () => m.composer_align_bottom(), icon: alignBottom, keys: ['Control+ArrowDown'] },
]

/** Several at the edge of what they take up together, a single one at that of the work. */
export const alignments: readonly Action[] = edges.map(({ edge, ...action }) => ({
  id: `align-${edge}`,
  group: 'align',
  ...action,
  isPossible: (composer) => composer.movable.length > 0,
  perform: (composer) => {
    const { widthMm, heightMm } = composer.frame
    const frame = { minX: 0, minY: 0, maxX: widthMm, maxY: heightMm }
    composer.moveTo(aligned(new Map(composer.movable.map((box) => [box.id, box])), edge, frame))
    composer.say(action.label())
  },
}))

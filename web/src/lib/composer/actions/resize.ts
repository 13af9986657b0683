import larger from '@tabler/icons/outline/arrows-diagonal.svg?icon'
import smaller from '@tabler/icons/outline/arrows-diagonal-minimize-2.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

const factor = 1.1

const sizes: readonly (Pick<Action, 'id' | 'label' | 'icon' | 'keys'> & { by: number })[] = [
  { id: 'larger', label: () => m.composer_larger(), icon: larger, keys: ['f'], by: factor },
  { id: 'smaller', label: () => m.composer_smaller(), icon: smaller, keys: ['Shift+f'], by: 1 / factor },
]

/** A tenth larger or smaller, each piece about its own middle, in its own shape. */
export const resizes: readonly Action[] = sizes.map(({ by, ...action }) => ({
  group: 'piece',
  ...action,
  isPossible: (composer) => composer.movable.length > 0,
  perform: (composer) => {
    composer.moveTo(
      new Map(
        composer.movable.map((box) => [
          box.id,
          { ...box, widthMm: box.widthMm * by, heightMm: box.heightMm * by },
        ]),
      ),
    )
    composer.say(action.label())
  },
}))

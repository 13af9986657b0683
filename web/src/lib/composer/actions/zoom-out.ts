import icon from '@tabler/icons/outline/zoom-out.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const zoomOut: Action = {
  id: 'zoom-out',
  group: 'nearness',
  label: () => m.composer_zoom_out(),
  icon,
  keys: ['-'],
  isPossible: () => true,
  perform: (composer) => composer.viewfinder.zoom(1 / 1.25),
}

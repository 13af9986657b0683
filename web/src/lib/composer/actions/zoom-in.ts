import icon from '@tabler/icons/outline/zoom-in.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import type { Action } from './action.ts'

export const zoomIn: Action = {
  id: 'zoom-in',
  group: 'nearness',
  label: () => m.composer_zoom_in(),
  icon,
  keys: ['+', '='],
  isPossible: () => true,
  perform: (composer) => composer.viewfinder.zoom(1.25),
}

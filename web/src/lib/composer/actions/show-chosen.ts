import { m } from '#lib/paraglide/messages.js'
import { boundsOf } from '../canvas/box.ts'
import type { Action } from './action.ts'

export const showChosen: Action = {
  id: 'show-chosen',
  group: 'sight',
  label: () => m.composer_show_chosen(),
  keys: ['1'],
  isPossible: ({ chosenPlacements }) => chosenPlacements.length > 0,
  perform: ({ chosenPlacements, viewfinder }) => viewfinder.show(boundsOf(...chosenPlacements)),
}

import icon from '@tabler/icons/outline/heading.svg?icon'
import { m } from '#lib/paraglide/messages.js'
import { addWords } from '../own/new-element.ts'
import type { Action } from './action.ts'

export const addWordsAction: Action = {
  id: 'add-words',
  group: 'own',
  label: () => m.composer_own_words(),
  icon,
  keys: ['t'],
  isNamed: true,
  isPossible: () => true,
  perform: (composer) => addWords(composer, composer.title),
}

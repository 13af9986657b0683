/** What can be done in the composer, said once: toolbar, keys and the list of keys are all made from it. */
import type { Composer } from '../composer.svelte.ts'

export type ActionGroup =
  'history' | 'piece' | 'chosen' | 'align' | 'layer' | 'own' | 'choose' | 'sight' | 'nearness' | 'help'

export interface Action {
  readonly id: string
  readonly group: ActionGroup
  readonly label: () => string
  /** The strokes of its icon; an action without one stands in the list of keys only. */
  readonly icon?: string
  /** `Control+Shift+z`; several ways are several keys. Mac's Command counts as Control. */
  readonly keys: readonly string[]
  /** Also outside the stage and the list, anywhere on the page but in a field for text. */
  readonly everywhere?: true
  /** It stands with its words in the toolbar, because an icon alone would be guessed at. */
  readonly isNamed?: true
  /** Of a group that changes the work, and yet a way to look about where nothing is held. */
  readonly alsoLooks?: true
  /** For what is either on or off. */
  readonly isOn?: (composer: Composer) => boolean
  readonly isPossible: (composer: Composer) => boolean
  /** Why it cannot be done now, where that would be asked. */
  readonly whyNot?: (composer: Composer) => string | null
  readonly perform: (composer: Composer) => void
}

const lookingGroups: readonly ActionGroup[] = ['choose', 'sight', 'nearness', 'help']

/** How it stood once can be looked at, and not changed. */
export const isOffered = ({ group, alsoLooks }: Action, { isPast }: Pick<Composer, 'isPast'>): boolean =>
  !isPast || lookingGroups.includes(group) || alsoLooks === true

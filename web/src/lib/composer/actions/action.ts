/** What can be done in the composer, said once: toolbar, keys and the list of keys are all made from it. */
import type { Composer } from '../composer.svelte.ts'

export type ActionGroup = 'history' | 'piece' | 'align' | 'layer' | 'choose' | 'sight' | 'help'

export interface Action {
  readonly id: string
  readonly group: ActionGroup
  readonly label: () => string
  /** The strokes of its icon; an action without one stands in the list of keys only. */
  readonly icon?: readonly string[]
  /** `Control+Shift+z`; several ways are several keys. Mac's Command counts as Control. */
  readonly keys: readonly string[]
  /** Also outside the stage and the list, anywhere on the page but in a field for text. */
  readonly everywhere?: true
  /** It stands with its words in the toolbar, because an icon alone would be guessed at. */
  readonly isNamed?: true
  /** For what is either on or off. */
  readonly isOn?: (composer: Composer) => boolean
  readonly isPossible: (composer: Composer) => boolean
  readonly perform: (composer: Composer) => void
}

import type { Composer } from '../composer.svelte.ts'
import type { Hand } from './hand.ts'

/** The hand is on a handle of the frame: Konva reckons where the pieces go, and lets go of them itself. */
export function transforming(composer: Composer): Hand {
  return {
    name: 'transforming',
    up: () => ({ to: 'idle' }),
    cancel: () => composer.takeBack(),
  }
}

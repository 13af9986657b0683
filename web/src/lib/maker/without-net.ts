/**
 * Fetches, while there is still net, all that the rest of the way needs: after that a person can finish, get the
 * card and be sent later with no net at all. Called when the first step opens, so the first page stays light.
 */
import { preloadCode } from '$app/navigation'
import sprite from '#lib/ui/card-words.svg?url'
import { photoTools } from './photo/tools.ts'

/** The page itself has the first word: it is drawn before this begins. */
const afterMs = 300

/**
 * @param fetchCover fetches the picture of the work
 * @returns what calls it off
 */
export function prepareForNoNet(fetchCover: () => Promise<void>): () => void {
  const timer = setTimeout(() => {
    const parts = [
      preloadCode('/(maker)/v/[code]/tak'),
      preloadCode('/(maker)/v/[code]'),
      import('./send.ts'),
      import('./DrawingBoard.svelte'),
      import('./Drawn.svelte'),
      import('./Lettered.svelte'),
      import('./EditedPicture.svelte'),
      ...Object.values(photoTools).map((load) => load()),
      fetch(sprite),
      fetchCover(),
    ]
    // What could not be fetched is asked for again where it is used.
    void Promise.allSettled(parts)
  }, afterMs)
  return () => clearTimeout(timer)
}

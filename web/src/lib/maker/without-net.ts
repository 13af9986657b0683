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
 * Where there is a service worker, it keeps the rest as well (docs/decisions/0019-offline.md): what few ask for need not
 * come in the middle of a person's way. A house's own net without a certificate has none.
 */
const rare = [
  ...Object.values(photoTools),
  () => import('./EditedPicture.svelte'),
  () => import('#core/privacy/strip.ts'),
  () => import('./Stamps.svelte'),
  () => import('./download-card.ts'),
]

/**
 * @param fetchCover fetches the picture of the work
 * @param own what few ask for of the page itself
 * @returns what calls it off
 */
export function prepareForNoNet(
  fetchCover: () => Promise<void>,
  own: readonly (() => Promise<unknown>)[],
): () => void {
  const timer = setTimeout(() => {
    const parts = [
      preloadCode('/(maker)/v/[code]/tak'),
      preloadCode('/(maker)/v/[code]'),
      import('./send.ts'),
      import('./DrawingBoard.svelte'),
      import('./Drawn.svelte'),
      import('./Lettered.svelte'),
      ...('serviceWorker' in navigator ? [] : [...rare, ...own]).map((load): Promise<unknown> => load()),
      fetch(sprite),
      fetchCover(),
    ]
    // What could not be fetched is asked for again where it is used.
    void Promise.allSettled(parts)
  }, afterMs)
  return () => clearTimeout(timer)
}

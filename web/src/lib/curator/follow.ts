import { address } from '#lib/api.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { followComposition } from '#core/contract/composition.ts'

/**
 * Hears what happens in an artwork. `onChange` is called whenever something may have been missed as well: each time
 * the line opens, the first time too, since the page was made before that. The answer stops it.
 */
export function followArtwork(
  slug: ArtworkSlug,
  what: 'piece' | 'edition',
  onChange: () => void,
): () => void {
  const events = new EventSource(address(followComposition, { params: { slug } }))
  for (const news of [what, 'resync', 'open']) events.addEventListener(news, onChange)
  return () => events.close()
}

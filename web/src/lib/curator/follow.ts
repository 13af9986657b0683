import { address } from '#lib/api.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { followComposition } from '#core/contract/composition.ts'

/**
 * Hears what happens in an artwork. What may have been missed, by us or by the api, is made up for by calling `onChange` once
 * when it is back. The answer stops it.
 */
export function followArtwork(
  slug: ArtworkSlug,
  what: 'piece' | 'edition',
  onChange: () => void,
): () => void {
  const events = new EventSource(address(followComposition, { params: { slug } }))
  let isBroken = false
  events.addEventListener(what, onChange)
  events.addEventListener('resync', onChange)
  events.addEventListener('error', () => {
    isBroken = true
  })
  events.addEventListener('open', () => {
    if (isBroken) onChange()
    isBroken = false
  })
  return () => events.close()
}

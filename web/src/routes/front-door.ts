/** What the front door is told by its `load`. */
import type { Artwork } from '#core/contract/artworks.ts'

/** An artwork with the address of its picture, or null while none is shown. */
export type HungArtwork = Artwork & { readonly cover: string | null }

export type Works =
  { readonly state: 'known'; readonly artworks: readonly HungArtwork[] } | { readonly state: 'unavailable' }

/** What was written, and why it leads nowhere. */
export interface WrongCode {
  readonly code: string
  readonly sentence: string
}

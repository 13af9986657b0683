/** The paper and the ink of a text: the house's own colours (web/src/lib/ui/tokens.css), all with contrast ≥ 8.7. */
export const letteringInk = '#14213d'

/** Marigold, sky, mint, rose, sand, white. */
const letteringPapers = ['#ffb000', '#bfe0f2', '#b9e3c6', '#ffc9d6', '#f2e6c9', '#ffffff'] as const

/** A text always comes on the same paper, in preview and on the wall; a wall of texts gets all of them. */
export function paperFor(text: string): string {
  // FNV-1a (Fowler, Noll, Vo), 32 bits.
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text.trim())) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  }
  return letteringPapers[hash % letteringPapers.length] ?? '#ffffff'
}

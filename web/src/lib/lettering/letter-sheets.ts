/**
 * The style sheets of the lettering's families, each fetched when a text needs it; of the fonts it names, the browser
 * fetches only the files whose characters are shown (unicode-range).
 */
import type { Family } from '#core/lettering/families.ts'

/** Resolves when the browser knows the family; rejects where its sheet cannot be fetched. */
export async function fetchSheet({ folder }: Family): Promise<void> {
  if (folder === 'atkinson-hyperlegible-next')
    await import('@fontsource-variable/atkinson-hyperlegible-next/index.css')
  else await (await import('./rare-letter-sheets.ts')).fetchRareSheet(folder)
}

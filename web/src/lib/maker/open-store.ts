/** The phone's own shelf: IndexedDB where there is one, the page's memory where a browser refuses it. */
import { openShelves, type MakerStore } from './store.ts'

export async function openStore(): Promise<MakerStore> {
  try {
    return await openShelves()
  } catch {
    // A browser that refuses storage (some private windows) still lets a person take part, until the page closes.
    return (await import('./memory-store.ts')).memoryStore()
  }
}

/** What leaving a room does on the house's tablet, from a page that has no room open. */
import { Queue } from './queue.svelte.ts'
import { post } from './room.svelte.ts'
import { openStore } from './open-store.ts'

export async function clearShelf(): Promise<void> {
  const store = await openStore()
  const queue = new Queue(store, post)
  await queue.load()
  await queue.putAllAway()
  await store.clearTables()
}

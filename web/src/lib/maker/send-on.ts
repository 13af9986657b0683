/** What waits on this phone is sent from every page that one comes to, not only from where it was made. */
import { openStore } from './open-store.ts'
import { Queue } from './queue.svelte.ts'
import { post } from './room.svelte.ts'

/** The shelf is not laid out on the phone of somebody who has made nothing. A browser that does not tell is left alone. */
async function hasShelf(): Promise<boolean> {
  if (!('databases' in indexedDB)) return false
  const shelves = await indexedDB.databases().catch(() => [])
  return shelves.some(({ name }) => name === 'maker')
}

/** @returns what ends it */
export async function sendOn(): Promise<() => void> {
  const nothing = (): void => undefined
  if (!(await hasShelf())) return nothing
  const queue = new Queue(await openStore(), post)
  await queue.load()
  return queue.waitingCount > 0 ? queue.watch() : nothing
}

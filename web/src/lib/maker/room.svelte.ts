/** What all the pages of a maker's way share: the table with the piece, the queue, and the picture of the work. Handed down, never global. */
import { createContext } from 'svelte'
import { Cover } from './cover.svelte.ts'
import { Table } from './draft.svelte.ts'
import { leavePage, tabletCode } from './house-tablet.ts'
import { Queue } from './queue.svelte.ts'
import type { Post } from './send.ts'
import { openStore } from './open-store.ts'
import type { MakerStore } from './store.ts'

export interface OpenRoom {
  readonly table: Table
  readonly queue: Queue
  readonly store: MakerStore
}

/** How to send is fetched when there is something to send; while it cannot be, it is as if there were no net. */
export const post: Post = {
  piece: async (...given) => {
    const sending = await reach()
    return sending === null ? { outcome: 'later' } : sending.post.piece(...given)
  },
  answers: async (...given) => {
    const sending = await reach()
    return sending !== null && sending.post.answers(...given)
  },
  unpark: async (id) => {
    const sending = await reach()
    return sending !== null && sending.post.unpark(id)
  },
}
const reach = () => import('./send.ts').catch(() => null)

/** `open` is null on the server, and in the browser until the phone's shelf has been read. */
export class Room {
  open: OpenRoom | null = $state.raw(null)
  readonly cover = new Cover()
  /** This is the house's tablet. Known in the browser only. */
  isTablet = $state(false)

  look(): void {
    this.isTablet = tabletCode() !== null
  }

  /** The person is done, on a tablet that others use after: the start page stands there as if nobody had been here. */
  async leave(start: string): Promise<void> {
    if (this.open) await clearRoom(this.open)
    leavePage(start)
  }

  /** Reads the shelf and starts the queue. @returns what stops it again */
  enter(code: string): () => void {
    let stop: (() => void) | null = null
    let left = false
    void openStore().then(async (store) => {
      const table = await Table.open(store, code)
      const queue = new Queue(store, post)
      await queue.load()
      if (left) return
      this.open = { table, queue, store }
      stop = queue.watch()
    })
    return () => {
      left = true
      stop?.()
      this.open = null
    }
  }
}

/** Nothing of the person who was here stays: no draft, no card. What is finished waits for the net, sealed. */
async function clearRoom({ table, queue, store }: OpenRoom): Promise<void> {
  table.layEmpty()
  await queue.putAllAway()
  await store.clearTables()
}

export const [useRoom, shareRoom] = createContext<Room>()

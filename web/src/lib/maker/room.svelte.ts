/** What all the pages of a maker's way share: the table with the piece, the queue, and the picture of the work. Handed down, never global. */
import { createContext } from 'svelte'
import { Cover } from './cover.svelte.ts'
import { Table } from './draft.svelte.ts'
import { Queue } from './queue.svelte.ts'
import type { Post } from './send.ts'
import { openStore } from './store.ts'

export interface OpenRoom {
  readonly table: Table
  readonly queue: Queue
}

/** How to send is fetched when there is something to send; while it cannot be, it is as if there were no net. */
const post: Post = {
  piece: async (...given) => {
    const sending = await reach()
    return sending === null ? { outcome: 'later' } : sending.post.piece(...given)
  },
  answers: async (...given) => {
    const sending = await reach()
    return sending !== null && sending.post.answers(...given)
  },
}
const reach = () => import('./send.ts').catch(() => null)

/** `open` is null on the server, and in the browser until the phone's shelf has been read. */
export class Room {
  open: OpenRoom | null = $state.raw(null)
  readonly cover = new Cover()

  /** Reads the shelf and starts the queue. @returns what stops it again */
  enter(code: string): () => void {
    let stop: (() => void) | null = null
    let left = false
    void openStore().then(async (store) => {
      const table = await Table.open(store, code)
      const queue = new Queue(store, post)
      await queue.load()
      if (left) return
      this.open = { table, queue }
      stop = queue.watch()
    })
    return () => {
      left = true
      stop?.()
      this.open = null
    }
  }
}

export const [useRoom, shareRoom] = createContext<Room>()

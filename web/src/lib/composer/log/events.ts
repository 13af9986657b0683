/** What the house tells while the composer is open: operations, pieces and editions, as they happen. */
import { z } from 'zod'
import { address } from '#lib/api.ts'
import { followComposition } from '#core/contract/composition.ts'
import { PublishProgress } from '#core/contract/editions.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { Presence } from '#core/contract/presence.ts'

const Written = z.object({ seq: z.int() })
const Gone = z.object({ tab: z.string() })

export interface Told {
  /** The line is open, at first and after every break. */
  readonly open: () => void
  readonly lost: () => void
  readonly operation: (seq: number) => void
  readonly edition: (progress: PublishProgress) => void
  readonly piece: () => void
  readonly sheets: () => void
  readonly versions: () => void
  /** Everybody else who is there, as the line begins; then each by itself. */
  readonly here: (others: readonly Presence[]) => void
  readonly presence: (other: Presence) => void
  readonly left: (tab: string) => void
}

/** Listens, as the window `tab`, until the function that it gives is called. The browser itself dials again after a break. */
export function listen(slug: ArtworkSlug, tab: string, told: Told): () => void {
  const line = new EventSource(address(followComposition, { params: { slug }, query: { tab } }))
  line.addEventListener('open', told.open)
  // The house itself may have missed something.
  line.addEventListener('resync', told.open)
  line.addEventListener('error', told.lost)
  line.addEventListener('operation', ({ data }) => {
    const written = Written.safeParse(read(data))
    if (written.success) told.operation(written.data.seq)
  })
  line.addEventListener('edition', ({ data }) => {
    const progress = PublishProgress.safeParse(read(data))
    if (progress.success) told.edition(progress.data)
  })
  line.addEventListener('piece', told.piece)
  line.addEventListener('sheets', told.sheets)
  line.addEventListener('versions', told.versions)
  line.addEventListener('here', ({ data }) => {
    const others = z.array(Presence).safeParse(read(data))
    if (others.success) told.here(others.data)
  })
  line.addEventListener('presence', ({ data }) => {
    const other = Presence.safeParse(read(data))
    if (other.success) told.presence(other.data)
  })
  line.addEventListener('left', ({ data }) => {
    const gone = Gone.safeParse(read(data))
    if (gone.success) told.left(gone.data.tab)
  })
  return () => line.close()
}

function read(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    // A line that is no JSON is none of ours.
    return undefined
  }
}

/** What the house tells while the composer is open: operations, pieces and editions, as they happen. */
import { z } from 'zod'
import { address } from '#lib/api.ts'
import { followComposition } from '#core/contract/composition.ts'
import { PublishProgress } from '#core/contract/editions.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'

const Written = z.object({ seq: z.int() })

export interface Told {
  /** The line is open, at first and after every break. */
  readonly open: () => void
  readonly lost: () => void
  readonly operation: (seq: number) => void
  readonly edition: (progress: PublishProgress) => void
  readonly piece: () => void
  readonly sheets: () => void
}

/** Listens until the function that it gives is called. The browser itself dials again after a break. */
export function listen(slug: ArtworkSlug, told: Told): () => void {
  const line = new EventSource(address(followComposition, { params: { slug } }))
  line.addEventListener('open', told.open)
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

/** What was done but not yet heard by the log, kept in the browser: a closed tab or a lost net loses nothing. */
import { openDB, type DBSchema } from 'idb'
import { z } from 'zod'
import { Change, OperationKind } from '#core/contract/composition.ts'
import { ArtworkSlug, StaffId } from '#core/contract/ids.ts'

/** What the log will be asked for. An undo names its target by `clientOpId`, as that may not have a number yet. */
export const Ask = z.discriminatedUnion('for', [
  z.object({ for: z.literal('changes') }),
  z.object({
    for: z.literal('layout'),
    layout: z.string(),
    options: z.record(z.string(), z.unknown()),
    seed: z.int(),
  }),
  z.object({ for: z.literal('undo'), target: z.string() }),
  z.object({ for: z.literal('restore'), to: z.int() }),
])
export type Ask = z.infer<typeof Ask>

export const Unsent = z.object({
  clientOpId: z.uuid(),
  slug: ArtworkSlug,
  staff: StaffId,
  kind: OperationKind,
  changes: z.array(Change),
  ask: Ask,
})
export type Unsent = z.infer<typeof Unsent>

export interface Outbox {
  /** In the order in which they were done. */
  load(): Promise<Unsent[]>
  keep(unsent: Unsent): Promise<void>
  forget(clientOpId: string): Promise<void>
}

interface Schema extends DBSchema {
  unsent: { key: number; value: unknown; indexes: { operation: string } }
}

/** Opens what one curator has unsent for one artwork. */
export async function openOutbox(slug: ArtworkSlug, staff: StaffId): Promise<Outbox> {
  const database = await openDB<Schema>('faellesvaerk-composer', 1, {
    upgrade(db) {
      const store = db.createObjectStore('unsent', { autoIncrement: true })
      store.createIndex('operation', 'clientOpId', { unique: true })
    },
  })
  return {
    async load() {
      const rows = await database.getAll('unsent')
      return rows
        .flatMap((row) => Unsent.safeParse(row).data ?? [])
        .filter((unsent) => unsent.slug === slug && unsent.staff === staff)
    },
    async keep(unsent) {
      await database.add('unsent', unsent)
    },
    async forget(clientOpId) {
      const key = await database.getKeyFromIndex('unsent', 'operation', clientOpId)
      if (key !== undefined) await database.delete('unsent', key)
    },
  }
}

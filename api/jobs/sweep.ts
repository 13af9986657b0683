/** The job `sweep`: deletes what may no longer be kept, and bytes that nothing names. */
import { sql } from 'kysely'
import { deletePiece } from '../cards/withdraw.ts'
import { hiddenMs, listOverdue } from '../cards/repository.ts'
import type { Db, Tx } from '../database/connect.ts'
import type { Deps } from '../deps.ts'
import { drawingLock } from '../editions/draw.ts'
import { resumePublications } from '../editions/publish.ts'
import { currentHashes, tileKey } from '../editions/tiles.ts'
import { parkedMs } from '../parked/park.ts'
import { parkedKeys, removeParkedBefore } from '../parked/repository.ts'
import { removeForgottenParts } from '../pieces/parts.ts'
import { forgetUnreadable } from '../pieces/repository.ts'
import { resumePacking } from '../sheets/pack.ts'
import { allStored } from '../sheets/repository.ts'
import { voiceKeys } from '../voices/repository.ts'

/** Younger bytes may belong to something that is still on its way into the database; a request lasts 15 minutes at most. */
const graceMs = 60 * 60 * 1000

/** How long what nobody could open is kept, in case somebody can: as long as a hidden piece. */
const unreadableMs = hiddenMs

export async function sweep(deps: Pick<Deps, 'db' | 'storage' | 'jobs' | 'clock'>): Promise<void> {
  for (const pieceId of await listOverdue(deps.db, deps.clock.now())) await deletePiece(deps, pieceId)
  const now = deps.clock.now().getTime()
  await forgetUnreadable(deps.db, new Date(now - unreadableMs))
  await removeParkedBefore(deps.db, new Date(now - parkedMs))
  await resumePublications(deps)
  await resumePacking(deps)
  const before = new Date(now - graceMs)
  await deps.storage.removeUnfinished(before)
  await removeUnnamed(deps, 'incoming', before, await incomingKeys(deps.db))
  await removeForgottenParts(deps)
  await removeUnnamed(deps, 'parked', before, await parkedKeys(deps.db))
  await removeUnnamed(deps, 'pieces', before, await renditionKeys(deps.db))
  await removeUnnamed(deps, 'sheets', before, await allStored(deps.db))
  await removeUnnamed(deps, 'voices', before, await voiceKeys(deps.db))
  await deps.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{
      held: boolean
    }>`select pg_try_advisory_xact_lock(${drawingLock}) as held`.execute(tx)
    // An edition is being drawn and may count on tiles that nothing names yet. Another time.
    if (rows[0]?.held !== true) return
    await removeUnnamed(deps, 'tiles', before, await tileKeys(tx))
  })
}

async function removeUnnamed(
  { storage }: Pick<Deps, 'storage'>,
  prefix: string,
  before: Date,
  named: ReadonlySet<string>,
): Promise<void> {
  for await (const { key, writtenAt } of storage.list(prefix))
    if (writtenAt < before && !named.has(key)) await storage.remove(key)
}

async function incomingKeys(db: Db): Promise<Set<string>> {
  const rows = await db
    .selectFrom('piece')
    .select('incomingKey')
    .where('incomingKey', 'is not', null)
    .execute()
  return new Set(rows.map(({ incomingKey }) => incomingKey ?? ''))
}

async function renditionKeys(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('rendition').select('storageKey').execute()
  return new Set(rows.map(({ storageKey }) => storageKey))
}

async function tileKeys(tx: Tx): Promise<Set<string>> {
  const artworks = await tx.selectFrom('artwork').select('id').execute()
  const named = new Set<string>()
  for (const { id } of artworks) for (const hash of await currentHashes(tx, id)) named.add(tileKey(hash))
  return named
}

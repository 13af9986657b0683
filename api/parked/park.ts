/** Keeping a sealed draft, and letting go of it. */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { HouseCode } from '#core/contract/ids.ts'
import { parkedDays, type ParkedId } from '#core/contract/parked.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Deps } from '../deps.ts'
import { houseIds } from '../houses/repository.ts'
import * as parked from './repository.ts'

export const parkedMs = parkedDays * 24 * 60 * 60 * 1000

/** More than a house has people. Without it one caller could fill the store with what nobody can read. */
const houseAtMost = 500

/** The words and strokes of a draft, and what sealing adds, beside the photo. */
const besidePhotoBytes = 2 * 1024 * 1024

/** What gives no more than so many bytes. @throws {Problem} content-too-large */
async function* atMost(source: AsyncIterable<unknown>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let given = 0
  for await (const chunk of source) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a body is bytes')
    given += chunk.length
    if (given > maxBytes) throw new Problem('content-too-large')
    yield chunk
  }
}

/**
 * Keeps what a source gives under an id. Until all of it is here, what was kept before stays: killed in the middle, or
 * sent twice at once, one of the two is there whole.
 * @throws {Problem} see `parkDraft` in the contract
 */
export async function parkDraft(
  { db, storage, clock, config }: Pick<Deps, 'db' | 'storage' | 'clock' | 'config'>,
  { id, house, source }: { id: ParkedId; house: HouseCode; source: AsyncIterable<unknown> },
): Promise<void> {
  const [houseId] = await houseIds(db, [house])
  if (houseId === undefined) throw new Problem('house-not-found')
  const isNew = (await parked.findParked(db, id)) === null
  if (isNew && (await parked.countParked(db, houseId)) >= houseAtMost) throw new Problem('storage-full')

  const storageKey = `parked/${randomUUID()}`
  const fate: { leftOver: string | null } = { leftOver: storageKey }
  try {
    const bytes = Readable.from(atMost(source, config.uploadMaxBytes + besidePhotoBytes))
    const { byteSize } = await storage.write(storageKey, bytes)
    if (byteSize === 0) throw new Problem('content-missing')
    await db
      .transaction()
      .execute(async (tx) => {
        await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx)
        const before = await parked.lockParked(tx, id)
        await parked.putParked(tx, { id, houseId, storageKey, parkedAt: clock.now() })
        // If the connection breaks from here on, nobody can say whether this holds: the sweep finds out.
        fate.leftOver = null
        return before
      })
      .then((before) => {
        fate.leftOver = before
      })
  } finally {
    // What did not get in, or what was there before.
    if (fate.leftOver !== null) await storage.remove(fate.leftOver)
  }
}

/** @throws {Problem} card-unknown */
export async function openParked(
  { db, storage, clock }: Pick<Deps, 'db' | 'storage' | 'clock'>,
  id: ParkedId,
) {
  const found = await parked.findParked(db, id)
  const isOver = found && found.parkedAt.getTime() < clock.now().getTime() - parkedMs
  if (!found || isOver) throw new Problem('card-unknown')
  const { stream, byteSize } = await storage.open(found.storageKey)
  return { mediaType: 'application/octet-stream', stream, byteSize, cache: 'no-store' }
}

export async function unparkDraft(
  { db, storage }: Pick<Deps, 'db' | 'storage'>,
  id: ParkedId,
): Promise<void> {
  const key = await parked.removeParked(db, id)
  if (key !== null) await storage.remove(key)
}

/** Content that comes in parts: each lies under a key of its own until all are there and make one. */
import type { ArtworkSlug, PieceId } from '#core/contract/ids.ts'
import type { PieceSubmission } from '#core/contract/pieces.ts'
import { partMaxBytes } from '#core/contract/sending.ts'
import { Problem } from '#core/contract/problems.ts'
import { NotStored, type Store } from '#storage/store.ts'
import { stateOf } from '../artworks/repository.ts'
import type { Db } from '../database/connect.ts'
import type { Deps } from '../deps.ts'
import { keepIncoming, type IncomingContent } from './incoming.ts'
import * as pieces from './repository.ts'

/** `parts/<piece>/<offset>`: nothing is ever appended to, so a part is there whole or not at all. */
const folder = 'parts'
const folderOf = (id: string) => `${folder}/${id}`

/**
 * As long as the phone promises to keep the piece itself (`maker.p_net_2`, the days after which an iPhone empties a
 * page's shelf): a house's wifi is often the only net, and many come once a week. Counted from the newest part.
 */
const keptMs = 7 * 24 * 60 * 60 * 1000

interface Gathered {
  readonly keys: readonly string[]
  /** From the beginning on without a gap; what goes on is missing from here. */
  readonly byteSize: number
  /** All that lie there, in the row or not. */
  readonly count: number
}

async function gather(storage: Store, id: PieceId): Promise<Gathered> {
  const parts = new Map<number, { key: string; byteSize: number }>()
  for await (const { key, byteSize } of storage.list(folderOf(id)))
    parts.set(Number(key.slice(folderOf(id).length + 1)), { key, byteSize })
  const keys: string[] = []
  let at = 0
  for (let part = parts.get(0); part && part.byteSize > 0; part = parts.get(at)) {
    keys.push(part.key)
    at += part.byteSize
  }
  return { keys, byteSize: at, count: parts.size }
}

/**
 * Keeps one more part. Nothing is read from the sender before it is known to be wanted. Two who send the same piece
 * at once replace each other's parts by the same bytes; should they differ, it shows when the parts are joined.
 * @throws {Problem} see `appendPart` in the contract
 */
export async function appendPart(
  { db, storage, clock, config }: Pick<Deps, 'db' | 'storage' | 'clock' | 'config'>,
  { slug, id, offset }: { slug: ArtworkSlug; id: PieceId; offset: number },
  readPart: () => Promise<Buffer>,
): Promise<{ offset: number }> {
  if (stateOf(await pieces.findDoor(db, slug), clock.now()) !== 'open') throw new Problem('artwork-closed')
  await refuseArrived(db, id)
  const { byteSize, count } = await gather(storage, id)
  if (offset !== byteSize) throw new Problem('content-incomplete', { expectedOffset: byteSize })
  // Twice as many as our own pages send: nobody fills the store with parts of one byte.
  const maxParts = 2 * Math.ceil(config.uploadMaxBytes / partMaxBytes)
  if (count >= maxParts) throw new Problem('content-too-large')

  const part = await readPart()
  if (part.length === 0) throw new Problem('content-missing')
  if (offset + part.length > config.uploadMaxBytes) throw new Problem('content-too-large')
  await storage.write(`${folderOf(id)}/${offset}`, part)
  try {
    await refuseArrived(db, id)
  } catch (error) {
    // It came in while this part was on its way, from another tab: its parts were removed before this one lay there.
    if (error instanceof Problem) await removeParts(storage, id)
    throw error
  }
  return { offset: offset + part.length }
}

async function refuseArrived(db: Db, id: PieceId): Promise<void> {
  const known = await pieces.findArrived(db, id)
  if (known) throw new Problem(known.visibility === 'deleted' ? 'piece-deleted' : 'piece-complete')
}

/**
 * Makes one of all parts. They stay until the piece is in: what fails now can be tried again.
 * @throws {Problem} content-incomplete, content-too-large
 */
export async function joinParts(
  { storage, config }: Pick<Deps, 'storage' | 'config'>,
  id: PieceId,
  named: NonNullable<PieceSubmission['inParts']>,
): Promise<IncomingContent> {
  if (named.byteSize > config.uploadMaxBytes) throw new Problem('content-too-large')
  const { keys, byteSize } = await gather(storage, id)
  if (byteSize < named.byteSize) throw new Problem('content-incomplete', { expectedOffset: byteSize })
  const content = await keepIncoming(storage, bytesOf(storage, keys)).catch((error: unknown) => {
    // Taken away meanwhile: the piece is in, or was refused. Asked again, that is said.
    if (error instanceof NotStored) throw new Problem('content-incomplete', { expectedOffset: 0 })
    throw error
  })
  if (content.byteSize === named.byteSize && content.sha256.toString('hex') === named.sha256) return content
  // Something else than what was meant; there is no telling which part it is.
  await storage.remove(content.key)
  await removeParts(storage, id)
  throw new Problem('content-incomplete', { expectedOffset: 0 })
}

async function* bytesOf(storage: Store, keys: readonly string[]): AsyncGenerator {
  for (const key of keys) yield* (await storage.open(key)).stream
}

export const removeParts = (storage: Store, id: PieceId) => storage.removeAll(folderOf(id))

/** Part of the sweep: takes away the parts of those who never came back, and of pieces that are in. */
export async function removeForgottenParts({
  db,
  storage,
  clock,
}: Pick<Deps, 'db' | 'storage' | 'clock'>): Promise<void> {
  const newest = new Map<string, number>()
  for await (const { key, writtenAt } of storage.list(folder)) {
    const id = key.split('/')[1] ?? ''
    newest.set(id, Math.max(newest.get(id) ?? 0, writtenAt.getTime()))
  }
  const before = clock.now().getTime() - keptMs
  for (const [id, writtenAtMs] of newest)
    if (writtenAtMs < before || (await pieces.findArrived(db, id))) await storage.removeAll(folderOf(id))
}

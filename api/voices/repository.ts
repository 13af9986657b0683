import { sql } from 'kysely'
import type { VoiceClip, VoiceLocale, VoiceMediaType } from '#core/contract/voices.ts'
import type { z } from 'zod'
import type { Db, Tx } from '../database/connect.ts'

type Listed = z.input<typeof VoiceClip>

/** One slot of one house, or with house null of all. */
export interface SlotPlace {
  readonly houseId: string | null
  readonly locale: VoiceLocale
  readonly slot: string
}

export interface KeptEncoding {
  readonly mediaType: VoiceMediaType
  readonly sha256: Buffer
  readonly byteSize: number
}

/** Where the bytes of an encoding lie: under their own name, so that no others ever take their place. */
export const voiceKey = (clipId: string, sha256: Buffer): string =>
  `voices/${clipId}/${sha256.toString('hex')}`

const withEncodings = (db: Db) =>
  db
    .selectFrom('voiceClip')
    .innerJoin('voiceEncoding', 'clipId', 'id')
    .select(['id', 'slot', 'locale', 'text', 'houseId', 'mediaType', 'sha256', 'byteSize'])

/** Rows of a clip, one an encoding, become one. */
function toClips(rows: Awaited<ReturnType<ReturnType<typeof withEncodings>['execute']>>): Listed[] {
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((encodings) => {
    const [clip] = encodings
    if (!clip) return []
    const { slot, locale, text, houseId } = clip
    return { slot, locale, text, own: houseId !== null, encodings: encodings.map(toEncoding) }
  })
}

/** @returns the clips for these languages: the first language first, and in each the house's own first */
export async function listClips(
  db: Db,
  houseId: string | null,
  locales: readonly VoiceLocale[],
): Promise<Listed[]> {
  const rows = await withEncodings(db)
    .where('locale', 'in', locales)
    .where((is) => is.or([is('houseId', 'is', null), is('houseId', '=', houseId)]))
    .orderBy(sql`array_position(${locales}::text[], locale)`)
    .orderBy(sql`house_id is null`)
    .orderBy('slot')
    .orderBy('mediaType')
    .execute()
  return toClips(rows)
}

export async function findClip(db: Db, id: string): Promise<Listed | null> {
  const [clip] = toClips(await withEncodings(db).where('id', '=', id).orderBy('mediaType').execute())
  return clip ?? null
}

const toEncoding = ({ mediaType, sha256, byteSize }: KeptEncoding) => ({
  mediaType,
  sha256: sha256.toString('hex'),
  byteSize,
})

const inSlot = (db: Db, { houseId, locale, slot }: SlotPlace) =>
  db
    .selectFrom('voiceClip')
    .where(sql<boolean>`house_id is not distinct from ${houseId}`)
    .where('locale', '=', locale)
    .where('slot', '=', slot)

/** Two who record the same slot at once come one after the other. */
export async function lockSlot(tx: Tx, { houseId, locale, slot }: SlotPlace): Promise<void> {
  const name = `voice ${houseId ?? ''} ${locale} ${slot}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)
}

export async function clipInSlot(db: Db, place: SlotPlace): Promise<string | null> {
  const row = await inSlot(db, place).select('id').executeTakeFirst()
  return row?.id ?? null
}

/** @returns whether it lies in this slot now: a take that lies in another one stays there */
export async function insertClip(
  tx: Tx,
  place: SlotPlace,
  { id, text }: { id: string; text: string },
): Promise<boolean> {
  await tx
    .insertInto('voiceClip')
    .values({ ...place, id, text })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return (await clipInSlot(tx, place)) === id
}

export async function putEncoding(tx: Tx, clipId: string, encoding: KeptEncoding): Promise<void> {
  const { mediaType: _, ...bytes } = encoding
  await tx
    .insertInto('voiceEncoding')
    .values({ clipId, ...encoding })
    .onConflict((conflict) => conflict.columns(['clipId', 'mediaType']).doUpdateSet(bytes))
    .execute()
}

export async function deleteClip(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('voiceClip').where('id', '=', id).execute()
}

export async function findEncoding(
  db: Db,
  sha256: string,
): Promise<{ readonly key: string; readonly mediaType: VoiceMediaType } | null> {
  const row = await db
    .selectFrom('voiceEncoding')
    .select(['clipId', 'mediaType', 'sha256'])
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst()
  return row ? { key: voiceKey(row.clipId, row.sha256), mediaType: row.mediaType } : null
}

/** The keys of all bytes that belong to a clip. */
export async function voiceKeys(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('voiceEncoding').select(['clipId', 'sha256']).execute()
  return new Set(rows.map(({ clipId, sha256 }) => voiceKey(clipId, sha256)))
}

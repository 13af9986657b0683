/** Pieces by the hundred, written straight into the database: ready, approved, and all with the same small pictures. */
import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import sharp from 'sharp'
import { PieceId } from '#core/contract/ids.ts'
import type { Deps } from '#api/deps.ts'

/** The pictures are yellow, and said to be blue on average: so it can be told which of both is shown. @returns their ids, in the order in which they arrived */
export async function insertReadyPieces(
  { db, storage }: Pick<Deps, 'db' | 'storage'>,
  given: { readonly artworkId: string; readonly houseCode: string; readonly count: number },
): Promise<PieceId[]> {
  const ids = Array.from({ length: given.count }, () => PieceId.parse(randomUUID()))
  await sql`
    insert into piece (id, artwork_id, house_id, kind, received_at, preparation, decision, decided_at, width_px, height_px,
      average_colour)
    select id, ${given.artworkId}, (select id from house where code = ${given.houseCode}), 'text',
      now() + number * interval '1 ms', 'ready', 'approved', now(), 300, 200, '#2d6db5'
    from unnest(${ids}::uuid[]) with ordinality as given (id, number)`.execute(db)
  await sql`
    insert into consent (piece_id, purpose, answer, wording, way)
    select id, 'screen', 'yes', 'w-1', 'own-screen' from unnest(${ids}::uuid[]) as id`.execute(db)
  for (const sizePx of [32, 128]) {
    const heightPx = Math.round((sizePx * 2) / 3)
    const create = { width: sizePx, height: heightPx, channels: 3, background: '#ffb000' } as const
    const bytes = await sharp({ create }).webp({ quality: 82 }).toBuffer()
    const sha256 = createHash('sha256').update(bytes).digest()
    await sql`
      insert into rendition (piece_id, size_px, width_px, height_px, media_type, byte_size, sha256, storage_key)
      select id, ${sizePx}, ${sizePx}, ${heightPx}, 'image/webp', ${bytes.length}, ${sha256}, 'pieces/' || id || ${`/${sizePx}`}
      from unnest(${ids}::uuid[]) as id`.execute(db)
    await Promise.all(ids.map((id) => storage.write(`pieces/${id}/${sizePx}`, bytes)))
  }
  return ids
}

import { sql } from 'kysely'
import type { z } from 'zod'
import type { Artwork, CuratedArtwork, NewArtwork } from '#core/contract/artworks.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Db } from '../database/connect.ts'
import { houseColumns, houseOf } from '../houses/columns.ts'
import { nameWaits } from '../inbox/name-repository.ts'

export type ArtworkRow = Awaited<ReturnType<ReturnType<typeof countedArtworks>['execute']>>[number]

/** With what all have done together: pieces that are up, houses that sent one, and the edition now shown. */
export function countedArtworks(db: Db) {
  return db
    .selectFrom('artwork')
    .selectAll('artwork')
    .select((eb) => [
      eb
        .selectFrom('piece')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('piece.artworkId', '=', 'artwork.id')
        .where('visibility', '=', 'up')
        .where('decision', '<>', 'declined')
        // A picture that came twice is one step.
        .where('twinOf', 'is', null)
        .as('steps'),
      eb
        .selectFrom('piece')
        .select((count) => count.fn.count<number>('houseId').distinct().as('n'))
        .whereRef('piece.artworkId', '=', 'artwork.id')
        .where('placeable', '=', true)
        .as('houseCount'),
      eb
        .selectFrom('edition')
        .select((max) => max.fn.max('number').as('n'))
        .whereRef('edition.artworkId', '=', 'artwork.id')
        .where('state', '=', 'published')
        .as('edition'),
    ])
    .orderBy('opensAt', 'desc')
}

export function stateOf(artwork: { opensAt: Date; closesAt: Date | null }, now: Date) {
  if (now < artwork.opensAt) return 'coming'
  return artwork.closesAt !== null && artwork.closesAt <= now ? 'closed' : 'open'
}

export function toArtwork(row: ArtworkRow, now: Date): z.input<typeof Artwork> {
  return {
    slug: row.slug,
    title: row.title,
    invitation: row.invitation,
    question: row.question,
    rules: row.rules,
    kinds: row.kinds,
    background: row.background,
    paints: row.paints,
    paper: row.paper,
    size: { widthMm: row.widthMm, heightMm: row.heightMm, widthPx: row.widthPx, heightPx: row.heightPx },
    state: stateOf(row, now),
    opensAt: row.opensAt.toISOString(),
    closesAt: row.closesAt?.toISOString() ?? null,
    steps: row.steps ?? 0,
    houseCount: row.houseCount ?? 0,
    edition: row.edition,
  }
}

export async function listArtworks(db: Db, now: Date) {
  return (await countedArtworks(db).execute()).map((row) => toArtwork(row, now))
}

/** @throws {Problem} artwork-not-found */
export async function findArtwork(db: Db, slug: string): Promise<ArtworkRow> {
  const row = await countedArtworks(db).where('slug', '=', slug).executeTakeFirst()
  if (!row) throw new Problem('artwork-not-found')
  return row
}

/** @throws {Problem} artwork-not-found */
export async function artworkIdOf(db: Db, slug: string): Promise<string> {
  const row = await db.selectFrom('artwork').select('id').where('slug', '=', slug).executeTakeFirst()
  if (!row) throw new Problem('artwork-not-found')
  return row.id
}

/** One row, without the counts. @throws {Problem} artwork-not-found */
export async function frameOf(db: Db, artworkId: string) {
  const row = await db.selectFrom('artwork').selectAll().where('id', '=', artworkId).executeTakeFirst()
  if (!row) throw new Problem('artwork-not-found')
  return row
}

export async function curate(db: Db, row: ArtworkRow, now: Date): Promise<z.input<typeof CuratedArtwork>> {
  const counts = await db
    .selectFrom('piece')
    .select((eb) => [
      eb.fn
        .countAll<number>()
        .filterWhere(eb.or([eb('decision', '=', 'waiting'), nameWaits(eb)]))
        .as('waiting'),
      eb.fn.countAll<number>().filterWhere('placeable', '=', true).as('approved'),
    ])
    .where('artworkId', '=', row.id)
    .where('visibility', '=', 'up')
    .where('twinOf', 'is', null)
    .executeTakeFirstOrThrow()
  const { placed } = await db
    .selectFrom('placement')
    .select(({ fn }) => fn.count<number>('pieceId').distinct().as('placed'))
    .where('artworkId', '=', row.id)
    .executeTakeFirstOrThrow()
  const entrances = await db
    .selectFrom('entrance')
    .innerJoin('house', 'house.id', 'entrance.houseId')
    .select(['entrance.code', 'trusted', ...houseColumns])
    .where('artworkId', '=', row.id)
    .orderBy('house.name')
    .execute()
  return {
    ...toArtwork(row, now),
    id: row.id,
    ...counts,
    placed,
    entrances: entrances.map(({ code, trusted, ...house }) => ({ code, trusted, house: houseOf(house) })),
  }
}

export async function listCurated(db: Db, now: Date) {
  return Promise.all((await countedArtworks(db).execute()).map((row) => curate(db, row, now)))
}

/** @throws {Problem} artwork-slug-taken */
export async function insertArtwork(db: Db, artwork: NewArtwork): Promise<string> {
  const { size, houses: _houses, ...words } = artwork
  const row = await db
    .insertInto('artwork')
    .values({ ...words, ...size })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new Problem('artwork-slug-taken')
  return row.id
}

/** What stands behind the code on a poster. */
export async function findEntrance(db: Db, code: string) {
  return db
    .selectFrom('entrance')
    .innerJoin('house', 'house.id', 'entrance.houseId')
    .innerJoin('artwork', 'artwork.id', 'entrance.artworkId')
    .select(['entrance.code', ...houseColumns, 'artwork.slug'])
    .where('entrance.code', '=', code)
    .executeTakeFirst()
}

/** @returns false when the code is taken; a house that has an entrance already keeps it */
export async function insertEntrance(
  db: Db,
  entrance: { code: string; artworkId: string; houseId: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('entrance')
    .values(entrance)
    .onConflict((conflict) =>
      conflict.columns(['artworkId', 'houseId']).doUpdateSet({ code: sql.ref('entrance.code') }),
    )
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** What must hold when all is over, whatever happened to a piece on its way. */
import { createHash } from 'node:crypto'
import { readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { sweep } from '#api/jobs/sweep.ts'
import type { TestHouse } from './house.ts'
import { until } from './maker.ts'

type Seen = Omit<TestHouse, 'stop'>

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const piecesOf = ({ deps }: Seen, id: string) =>
  deps.db
    .selectFrom('piece')
    .select(['preparation', 'preparationFailure', 'contentSha256', 'incomingKey'])
    .where('id', '=', id)
    .execute()

/** No piece; or one, of exactly these bytes, which lie there until its pictures do. */
export async function expectOneOrNone(house: Seen, id: string, sha256OfContent: string): Promise<number> {
  const rows = await piecesOf(house, id)
  expect(rows.length).toBeLessThan(2)
  for (const { contentSha256 } of rows) expect(contentSha256?.toString('hex')).toBe(sha256OfContent)
  return rows.length
}

/** One piece, prepared, of exactly these bytes; its pictures lie there as its rows say, and its job is done once and for all. */
export async function expectOneReady(house: Seen, id: string, sha256OfContent: string): Promise<void> {
  const { db, storage } = house.deps
  const [piece, ...more] = await until(
    () => piecesOf(house, id),
    ([one]) => one?.preparation !== 'received',
  )
  expect(more).toEqual([])
  expect(piece).toMatchObject({ preparation: 'ready', preparationFailure: null, incomingKey: null })
  expect(piece?.contentSha256?.toString('hex')).toBe(sha256OfContent)

  const pictures = await db.selectFrom('rendition').selectAll().where('pieceId', '=', id).execute()
  expect(pictures.map(({ sizePx }) => sizePx).sort((one, other) => one - other)).toEqual(sizesPx)
  for (const picture of pictures)
    expect(sha256(await storage.read(picture.storageKey))).toBe(picture.sha256.toString('hex'))

  const count = (table: 'card' | 'consent') =>
    db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .where('pieceId', '=', id)
      .executeTakeFirstOrThrow()
  expect([(await count('card')).rows, (await count('consent')).rows]).toEqual([1, 2])
  await until(
    () => unfinishedJobs(house, id),
    ({ length }) => length === 0,
  )
}

/** Of a photo of 1,600 pixels: the master, and the ladder up to it. */
const sizesPx = [0, 32, 64, 128, 256, 512, 1024, 2048]

async function unfinishedJobs({ deps }: Seen, id: string): Promise<unknown[]> {
  const { rows } = await sql`
    select state from pgboss.job
    where name = 'prepare-piece' and data->>'pieceId' = ${id} and state <> 'completed'`.execute(deps.db)
  return rows
}

async function filesIn({ dataDir }: Seen): Promise<string[]> {
  const entries = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
}

/** What a job is at is not swept, and not looked at. */
async function untilNobodyWorks({ deps }: Seen): Promise<void> {
  const active = async () =>
    (await sql`select from pgboss.job where state = 'active'`.execute(deps.db)).rows.length
  await until(active, (count) => count === 0)
}

/**
 * Long after: the sweep has been, and every byte that lies there is named by a row, and the other way round.
 * @param given `isClosed`: the program is killed, and what it was at goes on for nobody
 */
export async function expectNoOrphans(house: Seen, given: { isClosed?: true } = {}): Promise<void> {
  if (!given.isClosed) await untilNobodyWorks(house)
  for (const path of await filesIn(house)) await utimes(path, new Date(0), new Date(0))
  await sweep(house.deps)
  const { db } = house.deps
  const incoming = await db
    .selectFrom('piece')
    .select('incomingKey as key')
    .where('incomingKey', 'is not', null)
    .execute()
  const pictures = await db.selectFrom('rendition').select('storageKey as key').execute()
  // Drawn a while after the pieces came, if the test lasts that long.
  const sheets = await db.selectFrom('sheet').select('storageKey as key').execute()
  const named = [...incoming, ...pictures, ...sheets].map(({ key }) =>
    join(house.dataDir, 'files', key ?? ''),
  )
  expect((await filesIn(house)).sort()).toEqual(named.sort())
}

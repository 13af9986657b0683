/**
 * A house with one artwork for each size of scene, written straight into the database. Filling it takes minutes, so it is
 * kept for the next run; what a run moved is put back before the next.
 */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import { connect, type Db } from '#api/database/connect.ts'
import { packSheets } from '#api/sheets/pack.ts'
import { ArtworkSlug } from '#core/contract/ids.ts'
import { folderStore } from '#storage/folder.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'
import { openProgram, type Program } from '../program.ts'
import { makePictures, picturePath, type Picture } from './pictures.ts'
import { frame, sceneBoxes, sceneSizes, type SceneSize } from './scene.ts'

/** Another number where scenes are filled otherwise than before: then the kept house is of no use. */
const edition = 1

export interface FilledHouse {
  readonly program: Program
  readonly curator: TestCurator
  /** The measures of all pictures; a scene has the first of them. */
  readonly pictures: readonly Picture[]
  readonly picturesFolder: string
  /** As if nobody had moved anything. Nobody may be at work there. */
  putInPlace(size: SceneSize): Promise<void>
  /** So many pieces wait in the inbox, until all are put in place again. */
  letWait(size: SceneSize, count: number): Promise<void>
}

export const sceneSlug = (size: SceneSize): ArtworkSlug => ArtworkSlug.parse(`scene-${size}`)

/** @param above where house and pictures are kept */
export async function openFilledHouse(above: string, say: (lines: string) => void): Promise<FilledHouse> {
  const folder = join(above, `house-${edition}`)
  const picturesFolder = join(above, 'pictures')
  say('Making pictures, those that are not there from another run …')
  const pictures = await makePictures(picturesFolder, Math.max(...sceneSizes))
  const isFilled = join(folder, 'filled')
  if (!existsSync(isFilled)) {
    say('Filling a house; once …')
    await rm(folder, { recursive: true, force: true })
    const program = await openProgram(folder, { DEMO: 'no', ROLE: 'web' })
    await withDatabase(program, async (db) => {
      const curator = await makeCurator({ origin: program.origin, deps: { db, clock } })
      const storage = folderStore(join(folder, 'files'))
      for (const size of sceneSizes) {
        const slug = sceneSlug(size)
        const { artwork, houseCode } = await makeArtwork(curator, {
          slug,
          size: frame,
          title: `Scene ${size}`,
        })
        const scene = pictures.slice(0, size)
        await insertPieces(db, { artworkId: artwork.id, houseCode, pictures: scene })
        await linkFiles(db, artwork.id, folder, picturesFolder)
        await packSheets({ db, storage }, artwork.id)
        say(`  ${size} pieces`)
      }
      await sql`vacuum analyze`.execute(db)
    }).finally(() => program.stop())
    await writeFile(isFilled, '')
  }
  const program = await openProgram(folder, { DEMO: 'no', ROLE: 'web' })
  try {
    const putInPlace = (size: SceneSize) =>
      withDatabase(program, (db) => placeAll(db, sceneSlug(size), pictures.slice(0, size)))
    for (const size of sceneSizes) await putInPlace(size)
    const curator = await withDatabase(program, (db) =>
      makeCurator({ origin: program.origin, deps: { db, clock } }, { email: `${randomUUID()}@example.dk` }),
    )
    const waits = (size: SceneSize, count: number) =>
      withDatabase(program, (db) => letWait(db, sceneSlug(size), count))
    return { program, curator, pictures, picturesFolder, putInPlace, letWait: waits }
  } catch (error) {
    await program.stop()
    throw error
  }
}

const clock = { now: () => new Date() }

async function withDatabase<T>({ databaseUrl }: Program, use: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = connect(databaseUrl, () => undefined, { isPatient: true })
  try {
    return await use(db)
  } finally {
    await close()
  }
}

/** So many rows go to the database in one statement. */
const batch = 500

function* batchesOf<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += batch) yield items.slice(from, from + batch)
}

async function insertPieces(
  db: Db,
  given: { artworkId: string; houseCode: string; pictures: readonly Picture[] },
): Promise<void> {
  const pieces = given.pictures.map((picture, number) => ({ ...picture, number, id: randomUUID() }))
  for (const some of batchesOf(pieces)) {
    const rows = some.map(({ renditions: _, ...piece }) => piece)
    await sql`
      insert into piece (id, artwork_id, house_id, kind, received_at, preparation, decision, decided_at, width_px,
        height_px, average_colour)
      select id, ${given.artworkId}, (select id from house where code = ${given.houseCode}), 'photo',
        now() + number * interval '1 ms', 'ready', 'approved', now(), "widthPx", "heightPx", "averageColour"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(
        id uuid, number int, "widthPx" int, "heightPx" int, "averageColour" text)`.execute(db)
    await sql`
      insert into consent (piece_id, purpose, answer, wording, way)
      select id, 'screen', 'yes', 'bench', 'own-screen' from unnest(${some.map(({ id }) => id)}::uuid[]) as id`.execute(
      db,
    )
    // A consent moves its piece by a trigger; known to the planner, it does so quickly.
    await sql`analyze consent`.execute(db)
    await sql`analyze piece`.execute(db)
    const renditions = some.flatMap(({ id, renditions }) => renditions.map((one) => ({ id, ...one })))
    await sql`
      insert into rendition (piece_id, size_px, width_px, height_px, media_type, byte_size, sha256, storage_key)
      select id, "sizePx", "widthPx", "heightPx", 'image/webp', "byteSize", decode(sha256, 'hex'),
        'pieces/' || id || '/' || "sizePx"
      from jsonb_to_recordset(${JSON.stringify(renditions)}::jsonb) as given(
        id uuid, "sizePx" int, "widthPx" int, "heightPx" int, "byteSize" int, sha256 text)`.execute(db)
  }
}

const Keys = z.array(z.object({ storageKey: z.string(), sizePx: z.number(), number: z.number() }))

/** The same bytes under the keys of another artwork's pieces: nothing is written twice. */
async function linkFiles(db: Db, artworkId: string, dataDir: string, picturesFolder: string): Promise<void> {
  const { rows } = await sql`
    select storage_key, size_px, (dense_rank() over (order by received_at) - 1)::int as number
    from rendition join piece on piece.id = piece_id where artwork_id = ${artworkId}`.execute(db)
  for (const { storageKey, sizePx, number } of Keys.parse(rows)) {
    const path = join(dataDir, 'files', ...storageKey.split('/'))
    await mkdir(dirname(path), { recursive: true })
    await link(picturePath(picturesFolder, number, sizePx), path)
  }
}

/** So many pieces have no place and no decision. */
export async function letWait(db: Db, slug: ArtworkSlug, count: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`delete from placement where artwork_id = (select id from artwork where slug = ${slug})`.execute(
      tx,
    )
    await sql`
      update piece set decision = 'waiting', decided_at = null where id in (
        select piece.id from piece join artwork on artwork.id = artwork_id where slug = ${slug}
        order by received_at limit ${count})`.execute(tx)
  })
}

/** Every piece in its place, as if no run had been. */
export async function placeAll(db: Db, slug: ArtworkSlug, pictures: readonly Picture[]): Promise<void> {
  const rows = sceneBoxes(pictures).map((box, number) => ({ ...box, number: number + 1, id: randomUUID() }))
  await db.transaction().execute(async (tx) => {
    // A last operation may still be on its way: it holds the artwork, too, before anything else.
    await sql`select from artwork where slug = ${slug} for update`.execute(tx)
    await sql`delete from placement where artwork_id = (select id from artwork where slug = ${slug})`.execute(
      tx,
    )
    // The house itself never takes an operation back; its triggers see to that.
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql`delete from composition_op where artwork_id = (select id from artwork where slug = ${slug})`.execute(
      tx,
    )
    await sql`set local session_replication_role = origin`.execute(tx)
    await sql`update artwork set seq = 0 where slug = ${slug}`.execute(tx)
    await sql`
      update piece set decision = 'approved', decided_at = now()
      where decision <> 'approved' and artwork_id = (select id from artwork where slug = ${slug})`.execute(tx)
    await sql`
      with pieces as (
        select piece.id, artwork_id, row_number() over (order by received_at) as number
        from piece join artwork on artwork.id = artwork_id where slug = ${slug})
      insert into placement
        (id, artwork_id, piece_id, x_mm, y_mm, width_mm, height_mm, rotation_deg, layer, revision)
      select given.id, artwork_id, pieces.id, "xMm", "yMm", "widthMm", "heightMm", "rotationDeg", number, 0
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(
        id uuid, number bigint, "xMm" float8, "yMm" float8, "widthMm" float8, "heightMm" float8, "rotationDeg" float8)
      join pieces using (number)`.execute(tx)
  })
}

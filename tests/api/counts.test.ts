/** What all have done together is counted for everybody who comes to the front door, however much that is. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countedArtworks } from '#api/artworks/repository.ts'
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  await sql`
    insert into house (code, name, kind, town)
    select 'hus-' || n, 'Huset', 'vaerested', 'Kolding' from generate_series(1, 10) n`.execute(db)
  await sql`
    insert into artwork (slug, title, invitation, question, rules, kinds, background,
      width_mm, height_mm, width_px, height_px, opens_at)
    select 'vaerk-' || n, 'Lyset', 'Vis noget.', 'Hvad lyser?', array['Ét', 'To'], array['text'], '#ffffff',
      800, 600, 800, 600, now() from generate_series(1, 5) n`.execute(db)
  await sql`
    insert into entrance (code, artwork_id, house_id)
    select translate(lpad(row_number() over ()::text, 6, '0'), '0123456789', 'abcdefghjk'), artwork.id, house.id
    from artwork, house`.execute(db)
  await sql`
    insert into piece (id, artwork_id, house_id, kind, text)
    select gen_random_uuid(), artwork_id, house_id, 'text', repeat('lys ', 40)
    from entrance, generate_series(1, 40)`.execute(db)
})
afterAll(() => database.close())

test('steps and houses are counted from their indexes, without a look at the pieces', async () => {
  await sql`vacuum analyze piece`.execute(database.db)
  const plan = JSON.stringify(await countedArtworks(database.db).explain('json'))
  const scans = [...plan.matchAll(/"Node Type":"([^"]* Scan)"[^{}]*"Relation Name":"piece"/g)]
  expect(plan).toContain('"Index Name":"piece_steps"')
  expect(plan).toContain('"Index Name":"piece_of_houses"')
  expect(scans.map(([, kind]) => kind)).toEqual(['Index Only Scan', 'Index Only Scan'])
})

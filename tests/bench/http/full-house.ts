/**
 * A house in the middle of its life, written straight into the database: beside the demo there are other artworks,
 * each with as many pieces and houses as a real one had, and an inbox that nobody has looked into for a while.
 */
import pg from 'pg'
import { connect } from '#api/database/connect.ts'
import { demoArtwork } from '#api/commands/demo/artwork.ts'
import { makeCurator } from '#tests/support/staff.ts'
import type { Program } from '../program.ts'

/** Dataspejlet: 34 houses sent 630 pieces, here 19 each. */
export const fullHouse = { artworks: 7, houses: 34, piecesPerHouse: 19, waiting: 100 } as const

const { artworks, houses, piecesPerHouse, waiting } = fullHouse

/** Letters that an entrance's code may hold, one for each digit. */
const codeLetters = 'abcdefghjk'

const steps = [
  `insert into house (code, name, kind, town)
   select 'hus-' || n, 'Hus nummer ' || n, 'vaerested', 'Kolding' from generate_series(1, ${houses}) n`,
  `insert into artwork (slug, title, invitation, question, rules, kinds, background,
     width_mm, height_mm, width_px, height_px, opens_at)
   select 'vaerk-' || n, 'Værk nummer ' || n, invitation, question, rules, kinds, background,
     width_mm, height_mm, width_px, height_px, opens_at - n * interval '1 day'
   from artwork, generate_series(1, ${artworks}) n where slug = '${demoArtwork.slug}'`,
  `insert into entrance (code, artwork_id, house_id)
   select translate(lpad(row_number() over ()::text, 6, '0'), '0123456789', '${codeLetters}'), artwork.id, house.id
   from artwork, house where artwork.slug like 'vaerk-%' and house.code like 'hus-%'`,
  `insert into piece (id, artwork_id, house_id, kind, text, preparation, width_px, height_px, average_colour,
     decision, decided_at)
   select gen_random_uuid(), artwork_id, house_id, 'text', 'Solen på køkkenbordet', 'ready', 1024, 768, '#aabbcc',
     'approved', now()
   from entrance join artwork on artwork.id = artwork_id, generate_series(1, ${piecesPerHouse})
   where slug like 'vaerk-%'`,
  `insert into piece (id, artwork_id, house_id, kind, text, preparation, width_px, height_px, average_colour)
   select gen_random_uuid(), artwork_id, house_id, 'text', 'Havnen om morgenen', 'ready', 1024, 768, '#aabbcc'
   from (select * from entrance join artwork on artwork.id = artwork_id where slug = '${demoArtwork.slug}' limit 1),
     generate_series(1, ${waiting})`,
]

/** Consents move their pieces by a trigger; a few at a time, and known to the planner, they do so quickly. */
async function consent(client: pg.Client): Promise<void> {
  for (let answered = 1; answered;) {
    const { rowCount } = await client.query(
      `insert into consent (piece_id, purpose, answer, wording, way)
       select id, purpose, 'yes', 'bench', 'paper-slip'
       from (select id from piece where not exists (select from consent where piece_id = piece.id) limit 500),
         unnest(array['screen', 'web']) purpose`,
    )
    await client.query('analyze consent')
    answered = rowCount ?? 0
  }
  // What autovacuum does within a minute of quiet.
  await client.query('vacuum analyze')
}

/** @returns the headers of somebody who is signed in as a curator */
export async function fillHouse({ origin, databaseUrl }: Program): Promise<{ readonly cookie: string }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  for (const step of steps) await client.query(step)
  await consent(client)
  await client.end()
  const { db, close } = connect(databaseUrl, () => undefined)
  const { cookie } = await makeCurator({ origin, deps: { db, clock: { now: () => new Date() } } })
  await close()
  return { cookie }
}

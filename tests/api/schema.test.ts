/** The rules that the database keeps by itself (DESIGN section 5): whatever is written straight into it, they hold. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sheetCapacity, sheetCellsPx, sheetOf } from '#core/picture/sheet.ts'
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts'

let database: TestDatabase
let artwork: string
let house: string

const one = async (query: ReturnType<typeof sql<{ id: string }>>) =>
  (await query.execute(database.db)).rows[0]?.id ?? ''

beforeAll(async () => {
  database = await freshDatabase()
  house =
    await one(sql`insert into house (code, name, kind, town) values ('aaen', 'Huset', 'vaerested', 'Kolding')
    returning id`)
})
afterAll(() => database.close())

beforeEach(async () => {
  const slug = `v-${randomBytes(4).toString('hex')}`
  artwork = await one(sql`
    insert into artwork (slug, title, invitation, question, rules, kinds, background, width_mm, height_mm, width_px,
      height_px, opens_at)
    values (${slug}, 'Værk', 'Kom', 'Hvad?', '{a,b}', '{photo}', '#ffffff', 100, 100, 100, 100, now()) returning id`)
  const code = Array.from(randomBytes(6), (byte) => 'abcdefghjk'[byte % 10]).join('')
  await sql`insert into entrance values (${code}, ${artwork}, ${house})`.execute(database.db)
})

async function insertPiece(inArtwork = artwork): Promise<string> {
  const id = randomUUID()
  await sql`insert into piece (id, artwork_id, house_id, kind) values (${id}, ${inArtwork}, ${house}, 'photo')`.execute(
    database.db,
  )
  return id
}

const answer = (piece: string, yesOrNo: 'yes' | 'no', purpose = 'screen') =>
  sql`insert into consent (piece_id, purpose, answer, wording, way) values (${piece}, ${purpose}, ${yesOrNo}, 'w-1', 'own-screen')`.execute(
    database.db,
  )

const steps = {
  prepare: (piece: string) =>
    sql`update piece set preparation = 'ready', width_px = 1, height_px = 1, average_colour = '#000000' where id = ${piece}`,
  approve: (piece: string) =>
    sql`update piece set decision = 'approved', decided_at = now() where id = ${piece}`,
  decline: (piece: string) =>
    sql`update piece set decision = 'declined', decided_at = now() where id = ${piece}`,
  hide: (piece: string) => sql`update piece set visibility = 'hidden', hidden_at = now() where id = ${piece}`,
  show: (piece: string) => sql`update piece set visibility = 'up', hidden_at = null where id = ${piece}`,
  yes: (piece: string) =>
    sql`insert into consent (piece_id, purpose, answer, wording, way) values (${piece}, 'screen', 'yes', 'w-1', 'with-help')`,
  no: (piece: string) =>
    sql`insert into consent (piece_id, purpose, answer, wording, way) values (${piece}, 'screen', 'no', 'w-1', 'with-help')`,
  /** Somebody writes the answer straight into the piece. */
  forge: (piece: string) => sql`update piece set screen_yes = true where id = ${piece}`,
  place: (piece: string) => placing(piece),
  unplace: (piece: string) => sql`delete from placement where piece_id = ${piece}`,
}

function placing(piece: string | null, slot: string | null = null, inArtwork = artwork) {
  return sql`
    insert into placement (id, artwork_id, piece_id, slot, x_mm, y_mm, width_mm, height_mm, revision)
    values (${randomUUID()}, ${inArtwork}, ${piece}, ${slot}, 1, 1, 1, 1, 1)`
}

const isRefused = (query: { execute(db: TestDatabase['db']): Promise<unknown> }) =>
  query.execute(database.db).then(
    () => false,
    () => true,
  )

async function approvedPiece(): Promise<string> {
  const piece = await insertPiece()
  for (const step of [steps.prepare, steps.approve, steps.yes]) await step(piece).execute(database.db)
  return piece
}

test('whatever is done to a piece in whatever order, it stands somewhere only while it may', async () => {
  const anyStep = fc.constantFrom(...Object.values(steps))
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 25 }), async (order) => {
      const piece = await insertPiece()
      for (const step of order) {
        await isRefused(step(piece))
        const { rows } = await sql<{ allowed: boolean; stands: boolean }>`
          select
            preparation = 'ready' and decision = 'approved' and visibility = 'up' and coalesce((
              select consent.answer = 'yes' from consent where piece_id = piece.id and purpose = 'screen'
              order by number desc limit 1), false) as allowed,
            exists (select from placement where piece_id = piece.id) as stands
          from piece where id = ${piece}`.execute(database.db)
        expect(rows).toHaveLength(1)
        for (const { allowed, stands } of rows) expect(stands && !allowed).toBe(false)
      }
    }),
    { numRuns: 60 },
  )
})

test('an approved piece with its maker’s yes can be placed, and then not be taken away from under its place', async () => {
  const piece = await approvedPiece()
  expect(await isRefused(placing(piece))).toBe(false)
  for (const step of [steps.hide, steps.decline, steps.no]) expect(await isRefused(step(piece))).toBe(true)
  expect(await isRefused(steps.unplace(piece))).toBe(false)
  expect(await isRefused(steps.hide(piece))).toBe(false)
})

test('a piece cannot be placed in another artwork than its own', async () => {
  const piece = await approvedPiece()
  const other = await one(sql`
    insert into artwork (slug, title, invitation, question, rules, kinds, background, width_mm, height_mm, width_px,
      height_px, opens_at)
    values (${`o-${randomBytes(4).toString('hex')}`}, 'A', 'A', 'A', '{a,b}', '{photo}', '#ffffff', 1, 1, 1, 1, now())
    returning id`)
  expect(await isRefused(placing(piece, null, other))).toBe(true)
})

test('one piece stands in one place, unless it is repeated on purpose in an artwork that allows it', async () => {
  const piece = await approvedPiece()
  await placing(piece).execute(database.db)
  expect(await isRefused(placing(piece))).toBe(true)
  const repeated = sql`
    insert into placement (id, artwork_id, piece_id, x_mm, y_mm, width_mm, height_mm, revision, repeats)
    values (${randomUUID()}, ${artwork}, ${piece}, 1, 1, 1, 1, 1, true)`
  expect(await isRefused(repeated)).toBe(true)
  await sql`update artwork set repeats_allowed = true where id = ${artwork}`.execute(database.db)
  expect(await isRefused(repeated)).toBe(false)
  const forbid = sql`update artwork set repeats_allowed = false where id = ${artwork}`
  expect(await isRefused(forbid)).toBe(true)
  await sql`delete from placement where piece_id = ${piece}`.execute(database.db)
  expect(await isRefused(forbid)).toBe(false)
})

test('a piece is cropped only while its maker lets it be altered, and only within its picture', async () => {
  const piece = await approvedPiece()
  await placing(piece).execute(database.db)
  const crop = (part: object) =>
    sql`update placement set crop = ${JSON.stringify(part)}::jsonb where piece_id = ${piece}`
  const half = { x: 0, y: 0, width: 0.5, height: 1 }
  const say = (answer: 'yes' | 'no') => sql`
    insert into consent (piece_id, purpose, answer, wording, way)
    values (${piece}, 'alter', ${answer}, 'alter-1', 'own-screen')`
  expect(await isRefused(crop(half))).toBe(true)
  await say('yes').execute(database.db)
  for (const wrong of [{ ...half, x: 0.6 }, { ...half, y: -1 }, { x: 0, y: 0, width: 1 }, {}])
    expect(await isRefused(crop(wrong))).toBe(true)
  expect(await isRefused(crop(half))).toBe(false)
  expect(await isRefused(say('no'))).toBe(true)
  await sql`update placement set crop = null where piece_id = ${piece}`.execute(database.db)
  expect(await isRefused(say('no'))).toBe(false)
  expect(await isRefused(crop(half))).toBe(true)
})

test('one slot holds one piece', async () => {
  await placing(await approvedPiece(), 'r0c0').execute(database.db)
  expect(await isRefused(placing(await approvedPiece(), 'r0c0'))).toBe(true)
  expect(await isRefused(placing(await approvedPiece(), 'r0c1'))).toBe(false)
})

test('answers are written once: none is changed, none is taken away', async () => {
  const piece = await insertPiece()
  await answer(piece, 'yes')
  expect(await isRefused(sql`update consent set answer = 'no' where piece_id = ${piece}`)).toBe(true)
  expect(await isRefused(sql`delete from consent where piece_id = ${piece}`)).toBe(true)
  expect(await isRefused(sql`truncate consent`)).toBe(true)
})

test('an answer is said to the second, and in a language that there is', async () => {
  const piece = await insertPiece()
  const said = (language: string) => sql`
    insert into consent (piece_id, purpose, answer, wording, way, said_at, language)
    values (${piece}, 'screen', 'yes', 'w-1', 'own-screen', '2026-06-15T09:12:44.321Z', ${language})`
  expect(await isRefused(said('tlh'))).toBe(true)
  expect(await isRefused(said('kl'))).toBe(false)
  const { rows } = await sql<{ saidAt: Date }>`select said_at from consent where piece_id = ${piece}`.execute(
    database.db,
  )
  expect(rows).toEqual([{ saidAt: new Date('2026-06-15T09:12:44Z') }])
})

test('the last answer counts', async () => {
  const piece = await insertPiece()
  const webYes = async () =>
    (await sql<{ webYes: boolean }>`select web_yes from piece where id = ${piece}`.execute(database.db))
      .rows[0]?.webYes
  const expected: boolean[] = []
  for (const given of ['yes', 'no', 'yes', 'yes', 'no'] as const) {
    await answer(piece, given, 'web')
    expected.push(given === 'yes')
    expect(await webYes()).toBe(expected.at(-1))
  }
})

test('a deleted piece has no content left, and stays deleted', async () => {
  const piece = await insertPiece()
  const withWords = sql`
    update piece set visibility = 'deleted', deleted_at = now(), text = 'stadig her' where id = ${piece}`
  expect(await isRefused(withWords)).toBe(true)
  const named = sql`
    update piece set visibility = 'deleted', deleted_at = now(), credit = 'name', maker_name = 'Bo' where id = ${piece}`
  expect(await isRefused(named)).toBe(true)
  const remembered = sql`
    update piece set visibility = 'deleted', deleted_at = now(), seen_name = 'Bo' where id = ${piece}`
  expect(await isRefused(remembered)).toBe(true)
  const empty = sql`update piece set visibility = 'deleted', deleted_at = now() where id = ${piece}`
  expect(await isRefused(empty)).toBe(false)
  expect(
    await isRefused(sql`update piece set visibility = 'up', deleted_at = null where id = ${piece}`),
  ).toBe(true)
})

const twinning = (twin: string, first: string) => sql`update piece set twin_of = ${first} where id = ${twin}`

/** A photo that is prepared, with its maker's yes to the screen, and that nobody has looked at. */
async function preparedPiece(): Promise<string> {
  const piece = await insertPiece()
  for (const step of [steps.prepare, steps.yes]) await step(piece).execute(database.db)
  return piece
}

test('a twin cannot be decided about, and so can stand nowhere', async () => {
  const [first, twin] = [await preparedPiece(), await preparedPiece()]
  expect(await isRefused(twinning(twin, first))).toBe(false)
  for (const step of [steps.approve, steps.decline, steps.place])
    expect(await isRefused(step(twin))).toBe(true)
  await sql`update piece set twin_of = null, parted = 'different' where id = ${twin}`.execute(database.db)
  expect(await isRefused(steps.place(twin))).toBe(true)
  for (const step of [steps.approve, steps.place]) expect(await isRefused(step(twin))).toBe(false)
})

test('what a curator has decided about, or has parted, becomes no twin', async () => {
  const first = await preparedPiece()
  expect(await isRefused(twinning(await approvedPiece(), first))).toBe(true)
  const parted = await preparedPiece()
  await sql`update piece set parted = 'different' where id = ${parted}`.execute(database.db)
  expect(await isRefused(twinning(parted, first))).toBe(true)
  expect(await isRefused(twinning(await insertPiece(), first))).toBe(true)
})

test('a twin’s first is up, for the screen, and nobody’s twin; it is not taken down from under its twin', async () => {
  const [first, twin, third] = [await preparedPiece(), await preparedPiece(), await preparedPiece()]
  await twinning(twin, first).execute(database.db)
  expect(await isRefused(twinning(third, twin))).toBe(true)
  expect(await isRefused(twinning(first, third))).toBe(true)
  expect(await isRefused(twinning(third, third))).toBe(true)
  for (const step of [steps.hide, steps.no]) expect(await isRefused(step(first))).toBe(true)
  await sql`update piece set twin_of = null, parted = 'taken-down' where id = ${twin}`.execute(database.db)
  expect(await isRefused(steps.hide(first))).toBe(false)
  expect(await isRefused(twinning(third, first))).toBe(true)
})

test('a deleted piece keeps no likeness', async () => {
  for (const likeness of [
    sql`gradient_energy = 0.1`,
    sql`perceptual_hash = ${'01'.repeat(32)}`,
    sql`parted = 'different'`,
  ]) {
    const piece = await insertPiece()
    await sql`update piece set ${likeness} where id = ${piece}`.execute(database.db)
    const deletion = sql`update piece set visibility = 'deleted', deleted_at = now() where id = ${piece}`
    expect(await isRefused(deletion)).toBe(true)
  }
  const tooBusy = sql`update piece set gradient_energy = 1.1 where id = ${await insertPiece()}`
  expect(await isRefused(tooBusy)).toBe(true)
})

test('a name is shown only while it is the one that was seen', async () => {
  const piece = await insertPiece()
  const shownAfter = async (query: ReturnType<typeof sql>) => {
    await query.execute(database.db)
    const { rows } = await sql<{ shownName: string | null }>`
      select shown_name from piece where id = ${piece}`.execute(database.db)
    return rows[0]?.shownName
  }
  const call = (name: string) =>
    sql`update piece set credit = 'name', maker_name = ${name} where id = ${piece}`
  expect(await shownAfter(call('Bo'))).toBeNull()
  expect(await shownAfter(sql`update piece set seen_name = 'Bo' where id = ${piece}`)).toBe('Bo')
  expect(await shownAfter(call('Bob'))).toBeNull()
  expect(await shownAfter(call('Bo'))).toBe('Bo')
  const house = sql`update piece set credit = 'house', maker_name = null where id = ${piece}`
  expect(await shownAfter(house)).toBeNull()
  expect(await isRefused(sql`update piece set shown_name = 'Bo' where id = ${piece}`)).toBe(true)
})

async function editionWith(...faces: string[]): Promise<string> {
  const edition = await one(sql`
    insert into edition (artwork_id, number, seq, places)
    select ${artwork}, 1 + coalesce(max(number), 0), 0, '[]' from edition where artwork_id = ${artwork} returning id`)
  for (const face of faces) await faceFor(edition, face).execute(database.db)
  await sql`update edition set state = 'drawing' where id = ${edition}`.execute(database.db)
  return edition
}
const faceFor = (edition: string, face: string) =>
  sql`insert into edition_face (edition_id, face, pyramid, cover) values (${edition}, ${face}, '{}', 'x')`
const publishing = (edition: string) =>
  sql`update edition set state = 'published', published_at = now() where id = ${edition}`

test('a published edition never changes, nor do its faces', async () => {
  const edition = await editionWith('wall', 'web')
  const other = await editionWith('wall', 'web')
  expect(await isRefused(publishing(edition))).toBe(false)
  for (const attempt of [
    sql`update edition set places = '[1]' where id = ${edition}`,
    sql`update edition set state = 'failed', published_at = null where id = ${edition}`,
    sql`delete from edition where id = ${edition}`,
    sql`truncate edition cascade`,
    sql`update edition_face set pyramid = '[]' where edition_id = ${edition}`,
    sql`delete from edition_face where edition_id = ${edition}`,
    sql`truncate edition_face`,
    sql`update edition_face set edition_id = ${other} where edition_id = ${edition}`,
    sql`update edition_face set edition_id = ${edition} where edition_id = ${other}`,
  ])
    expect(await isRefused(attempt)).toBe(true)
})

test('an edition goes out with both of its faces or not at all', async () => {
  expect(await isRefused(publishing(await editionWith('wall')))).toBe(true)
  expect(await isRefused(publishing(await editionWith('wall', 'web')))).toBe(false)
})

test('a face that is being changed while its edition goes out waits, and is then refused', async () => {
  const edition = await editionWith('wall', 'web')
  let change: Promise<boolean> = Promise.resolve(false)
  await database.db.transaction().execute(async (tx) => {
    await publishing(edition).execute(tx)
    change = isRefused(sql`update edition_face set cover = 'y' where edition_id = ${edition}`)
    const isWaiting = async () =>
      (
        await sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(
          database.db,
        )
      ).rows.length > 0
    while (!(await isWaiting()));
  })
  expect(await change).toBe(true)
})

test('no picture is kept of a deleted piece, and a piece with pictures is not deleted', async () => {
  const piece = await insertPiece()
  const rendition = sql`
    insert into rendition (piece_id, size_px, width_px, height_px, media_type, byte_size, sha256, storage_key)
    values (${piece}, 32, 1, 1, 'image/webp', 1, ${randomBytes(32)}, ${randomUUID()})`
  const deletion = sql`update piece set visibility = 'deleted', deleted_at = now() where id = ${piece}`
  expect(await isRefused(rendition)).toBe(false)
  expect(await isRefused(deletion)).toBe(true)
  await sql`delete from rendition where piece_id = ${piece}`.execute(database.db)
  expect(await isRefused(deletion)).toBe(false)
  expect(await isRefused(rendition)).toBe(true)
})

test('a piece is not taken down from under its cell, and no sheet outlasts a change of its cells', async () => {
  const pieces = [await insertPiece(), await insertPiece()] as const
  // The last of one sheet and the first of the next, of either cell size.
  const numbers = [sheetCapacity(32) - 1, sheetCapacity(32)] as const
  const cell = (at: 0 | 1) =>
    sql`insert into sheet_cell (artwork_id, number, piece_id) values (${artwork}, ${numbers[at]}, ${pieces[at]})`
  expect(await isRefused(cell(0))).toBe(true)
  for (const at of [0, 1] as const) {
    await steps.prepare(pieces[at]).execute(database.db)
    expect(await isRefused(cell(at))).toBe(false)
  }
  for (const number of numbers)
    for (const cellPx of sheetCellsPx)
      await sql`
        insert into sheet (artwork_id, cell_px, number, byte_size, sha256, storage_key)
        values (${artwork}, ${cellPx}, ${sheetOf(cellPx, number)}, 1, ${randomBytes(32)}, ${randomUUID()})`.execute(
        database.db,
      )
  expect(await isRefused(steps.hide(pieces[0]))).toBe(true)
  await sql`delete from sheet_cell where piece_id = ${pieces[0]}`.execute(database.db)
  expect(await isRefused(steps.hide(pieces[0]))).toBe(false)
  const { rows } = await sql<{ cellPx: number; number: number }>`
    select cell_px, number from sheet where artwork_id = ${artwork} order by cell_px`.execute(database.db)
  expect(rows).toEqual(sheetCellsPx.map((cellPx) => ({ cellPx, number: sheetOf(cellPx, numbers[1]) })))
})

test('the log of operations can only grow', async () => {
  await sql`
    insert into composition_op (artwork_id, seq, client_op_id, kind, payload, inverse)
    values (${artwork}, 1, ${randomUUID()}, 'withdraw', '[]', '[]')`.execute(database.db)
  expect(await isRefused(sql`update composition_op set payload = '[1]' where artwork_id = ${artwork}`)).toBe(
    true,
  )
  expect(await isRefused(sql`delete from composition_op where artwork_id = ${artwork}`)).toBe(true)
})

test('no address and no device of anybody is kept with a session', async () => {
  const staff = await one(sql`
    insert into staff (name, email, role) values ('A', ${`${randomUUID()}@example.dk`}, 'curator') returning id`)
  const session = (address: string, agent: string) => sql`
    insert into staff_session (staff_id, token, expires_at, ip_address, user_agent)
    values (${staff}, ${randomUUID()}, now(), ${address}, ${agent})`
  expect(await isRefused(session('192.0.2.1', ''))).toBe(true)
  expect(await isRefused(session('', 'Mozilla/5.0'))).toBe(true)
  expect(await isRefused(session('', ''))).toBe(false)
})

test('a card’s words are the first 24 bits of its hash', async () => {
  const piece = await insertPiece()
  const hash = createHash('sha256').update('a secret').digest()
  const { rows } = await sql<{ words: number }>`
    insert into card (piece_id, secret_hash, house_id) values (${piece}, ${hash}, ${house}) returning words`.execute(
    database.db,
  )
  expect(rows[0]?.words).toBe(hash.readUIntBE(0, 3))
})

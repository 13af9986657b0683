/**
 * A walk through everything that can be written straight into the database, in any order, by whoever gets that far:
 * after every step, the rules of DESIGN section 5 hold. A step that would break one is refused.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts'

// Thousands of queries take their time where others want the machine too.
vi.setConfig({ testTimeout: 60_000 })

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const run = async (query: RawBuilder<unknown>) => (await query.execute(database.db)).rows
const isDone = (query: RawBuilder<unknown>) =>
  run(query).then(
    () => true,
    () => false,
  )

interface World {
  readonly artworks: readonly [string, string]
  /** Two pieces of the first artwork, one of the second, and another of the first that nobody has looked at. */
  readonly pieces: readonly { id: string; artwork: string }[]
  readonly editions: readonly string[]
}

async function newWorld(): Promise<World> {
  const [artworks, house] = [[randomUUID(), randomUUID()] as const, randomUUID()]
  await run(
    sql`insert into house (id, code, name, kind, town) values (${house}, ${`h-${house}`}, 'H', 'boform', 'K')`,
  )
  const pieces = [artworks[0], artworks[0], artworks[1], artworks[0]].map((artwork) => ({
    id: randomUUID(),
    artwork,
  }))
  for (const artwork of artworks) {
    await run(sql`
      insert into artwork (id, slug, title, invitation, question, rules, kinds, background, width_mm, height_mm,
        width_px, height_px, opens_at)
      values (${artwork}, ${`v-${artwork}`}, 'V', 'K', 'H', '{a,b}', '{photo}', '#ffffff', 1, 1, 1, 1, now())`)
    const code = Array.from(randomBytes(6), (byte) => 'abcdefghjkmnpqrs'[byte % 16]).join('')
    await run(sql`insert into entrance values (${code}, ${artwork}, ${house})`)
  }
  for (const { id, artwork } of pieces)
    await run(
      sql`insert into piece (id, artwork_id, house_id, kind, text) values (${id}, ${artwork}, ${house}, 'photo', 'ord')`,
    )
  const editions = [randomUUID(), randomUUID()]
  for (const [index, id] of editions.entries())
    await run(sql`
      insert into edition (id, artwork_id, number, seq, places, state) values
        (${id}, ${artworks[0]}, ${index + 1}, 0, '[]', 'drawing')`)
  // Two of the pieces may stand from the beginning; how the third gets there is for the walk to find.
  for (const { id } of [pieces[0], pieces[2]].flatMap((piece) => piece ?? []))
    for (const step of ['prepare', 'approve', 'yes'])
      await run(steps[step]?.({ ...nothing, piece: id }) ?? sql`select`)
  for (const step of ['prepare', 'yes'])
    await run(steps[step]?.({ ...nothing, piece: pieces[3]?.id ?? '' }) ?? sql`select`)
  return { artworks, pieces, editions }
}

/** What a step is about; each uses what it needs of it. */
interface Aim {
  readonly piece: string
  readonly otherPiece: string
  readonly artwork: string
  readonly edition: string
  readonly otherEdition: string
  readonly slot: string | null
}

const nothing: Aim = { piece: '', otherPiece: '', artwork: '', edition: '', otherEdition: '', slot: null }

const consent = (purpose: string, answer: string) => (aim: Aim) => sql`
  insert into consent (piece_id, purpose, answer, wording, way) values (${aim.piece}, ${purpose}, ${answer}, 'w-1', 'with-help')`
const place = (repeats: boolean) => (aim: Aim) => sql`
  insert into placement (id, artwork_id, piece_id, slot, x_mm, y_mm, width_mm, height_mm, revision, repeats)
  values (${randomUUID()}, ${aim.artwork}, ${aim.piece}, ${aim.slot}, 1, 1, 1, 1, 1, ${repeats})`
const face = (name: string) => (aim: Aim) => sql`
  insert into edition_face (edition_id, face, pyramid, cover) values (${aim.edition}, ${name}, '{}', ${randomUUID()})`

/** What a sheet shows that is made of the cells as they are now; it is told in the key under which its bytes lie. */
const shownBy = (
  artwork: RawBuilder<unknown>,
  cellPx: RawBuilder<unknown>,
  number: RawBuilder<unknown>,
) => sql`
  concat_ws('/', ${artwork}::text, ${cellPx}::text, ${number}::text,
    (select string_agg(cell.number || '=' || cell.piece_id, ',' order by cell.number) from sheet_cell cell
      where cell.artwork_id = ${artwork} and cell.number / (case ${cellPx} when 32 then 1024 else 256 end) = ${number}))`
/** In one sheet of small cells and two of large ones; in the next of either. */
const cellNumbers = [0, 300, 1030]
const cellNumberOf = (piece: string) => cellNumbers[Number.parseInt(piece.slice(0, 2), 16) % 3] ?? 0

const steps: Record<string, (aim: Aim) => RawBuilder<unknown>> = {
  prepare: ({ piece }) => sql`
    update piece set preparation = 'ready', width_px = 1, height_px = 1, average_colour = '#000000' where id = ${piece}`,
  unprepare: ({ piece }) => sql`update piece set preparation = 'received' where id = ${piece}`,
  approve: ({ piece }) => sql`update piece set decision = 'approved', decided_at = now() where id = ${piece}`,
  ask: ({ piece }) => sql`update piece set decision = 'asked', decided_at = now() where id = ${piece}`,
  decline: ({ piece }) => sql`
    update piece set decision = 'declined', decided_at = now(), decline_reason = 'rules' where id = ${piece}`,
  hide: ({ piece }) => sql`update piece set visibility = 'hidden', hidden_at = now() where id = ${piece}`,
  show: ({ piece }) =>
    sql`update piece set visibility = 'up', hidden_at = null, deleted_at = null where id = ${piece}`,
  deleteHalf: ({ piece }) => sql`
    update piece set visibility = 'deleted', deleted_at = now(), hidden_at = null where id = ${piece}`,
  delete: ({ piece }) => sql`
    with gone as (delete from rendition where piece_id = ${piece})
    update piece set visibility = 'deleted', deleted_at = now(), hidden_at = null, preparation = 'received',
      text = null, credit = 'none', maker_name = null, seen_name = null, decline_reason = null,
      gradient_energy = null, perceptual_hash = null, twin_of = null, parted = null, width_px = null, height_px = null, average_colour = null
    where id = ${piece}`,
  call: ({ piece }) => sql`update piece set credit = 'name', maker_name = 'Bo' where id = ${piece}`,
  callAnew: ({ piece }) => sql`update piece set credit = 'name', maker_name = 'Bob' where id = ${piece}`,
  callByHouse: ({ piece }) => sql`update piece set credit = 'house', maker_name = null where id = ${piece}`,
  see: ({ piece }) => sql`update piece set seen_name = 'Bo' where id = ${piece}`,
  showUnseen: ({ piece }) => sql`update piece set shown_name = maker_name where id = ${piece}`,
  write: ({ piece }) => sql`update piece set text = 'nye ord' where id = ${piece}`,
  liken: ({ piece }) => sql`
    update piece set gradient_energy = 0.1, perceptual_hash = ${'01'.repeat(32)} where id = ${piece}`,
  join: ({ piece, otherPiece }) => sql`update piece set twin_of = ${otherPiece} where id = ${piece}`,
  part: ({ piece }) => sql`update piece set twin_of = null, parted = 'different' where id = ${piece}`,
  joinParted: ({ piece, otherPiece }) => sql`
    update piece set twin_of = ${otherPiece}, parted = null where id = ${piece}`,
  render: ({ piece }) => sql`
    insert into rendition (piece_id, size_px, width_px, height_px, media_type, byte_size, sha256, storage_key)
    values (${piece}, 32, 1, 1, 'image/webp', 1, ${createHash('sha256').update(piece).digest()}, ${randomUUID()})`,
  pack: ({ piece, artwork }) => sql`
    insert into sheet_cell (artwork_id, number, piece_id) values (${artwork}, ${cellNumberOf(piece)}, ${piece})`,
  unpack: ({ piece }) => sql`delete from sheet_cell where piece_id = ${piece}`,
  moveCell: ({ piece, artwork }) => sql`
    update sheet_cell set number = ${cellNumberOf(piece)}, artwork_id = ${artwork} where piece_id = ${piece}`,
  takeCell: ({ piece, otherPiece }) => sql`
    update sheet_cell set piece_id = ${piece} where piece_id = ${otherPiece}`,
  coverCells: ({ artwork }) => sql`
    insert into sheet (artwork_id, cell_px, number, byte_size, sha256, storage_key)
    select ${artwork}, cell_px, number, 1, sha256(''), ${shownBy(sql`${artwork}::uuid`, sql`cell_px`, sql`sheets.number`)}
    from (values (32, 0), (32, 1), (128, 0), (128, 1), (128, 4)) as sheets (cell_px, number)
    on conflict do nothing`,
  emptyCells: () => sql`truncate sheet_cell`,
  moveHome: ({ piece, artwork }) => sql`update piece set artwork_id = ${artwork} where id = ${piece}`,
  yes: consent('screen', 'yes'),
  no: consent('screen', 'no'),
  yesToWeb: consent('web', 'yes'),
  yesToAlter: consent('alter', 'yes'),
  noToAlter: consent('alter', 'no'),
  forge: ({ piece }) => sql`update piece set screen_yes = true, web_yes = true where id = ${piece}`,
  forget: ({ piece }) => sql`delete from consent where piece_id = ${piece}`,
  turn: ({ piece }) => sql`update consent set answer = 'yes' where piece_id = ${piece}`,
  emptyConsents: () => sql`truncate consent cascade`,
  place: place(false),
  repeat: place(true),
  allowRepeats: ({ artwork }) => sql`update artwork set repeats_allowed = true where id = ${artwork}`,
  forbidRepeats: ({ artwork }) => sql`update artwork set repeats_allowed = false where id = ${artwork}`,
  crop: ({ piece }) => sql`
    update placement set crop = '{"x":0,"y":0,"width":0.5,"height":0.5}' where piece_id = ${piece}`,
  swapIn: ({ piece, artwork }) => sql`update placement set piece_id = ${piece} where artwork_id = ${artwork}`,
  takeSlot: ({ slot, piece }) => sql`update placement set slot = ${slot} where piece_id = ${piece}`,
  unplace: ({ piece }) => sql`delete from placement where piece_id = ${piece}`,
  operate: ({ artwork }) => sql`
    insert into composition_op (artwork_id, seq, client_op_id, kind, payload, inverse)
    select ${artwork}, 1 + coalesce(max(seq), 0), ${randomUUID()}, 'withdraw', '[]', '[]'
    from composition_op where artwork_id = ${artwork}`,
  rewriteLog: ({ artwork }) => sql`update composition_op set payload = '[1]' where artwork_id = ${artwork}`,
  emptyLog: () => sql`truncate composition_op`,
  wallFace: face('wall'),
  webFace: face('web'),
  moveFace: ({ edition, otherEdition }) => sql`
    update edition_face set edition_id = ${edition} where edition_id = ${otherEdition}`,
  dropFaces: ({ edition }) => sql`delete from edition_face where edition_id = ${edition}`,
  redraw: ({ edition }) => sql`update edition_face set cover = ${randomUUID()} where edition_id = ${edition}`,
  publish: ({ edition }) =>
    sql`update edition set state = 'published', published_at = now() where id = ${edition}`,
  unpublish: ({ edition }) =>
    sql`update edition set state = 'failed', published_at = null where id = ${edition}`,
  leaveOut: ({ edition, artwork, piece }) => sql`
    insert into edition_left_out (edition_id, artwork_id, piece_id, reason, noted_at)
    values (${edition}, ${artwork}, ${piece}, 'no-room', now())`,
  moveLeftOut: ({ edition, otherEdition }) => sql`
    update edition_left_out set edition_id = ${edition} where edition_id = ${otherEdition}`,
  excuse: ({ edition }) => sql`update edition_left_out set reason = 'later' where edition_id = ${edition}`,
  forgetLeftOut: ({ edition }) => sql`delete from edition_left_out where edition_id = ${edition}`,
  emptyLeftOut: () => sql`truncate edition_left_out`,
  missHouse: ({ edition, artwork }) => sql`
    insert into edition_absent_house (edition_id, artwork_id, house_id, reason, noted_at)
    select ${edition}, ${artwork}, house_id, 'nothing-sent', now() from entrance order by artwork_id = ${artwork} limit 1`,
  moveMissed: ({ edition, otherEdition }) => sql`
    update edition_absent_house set edition_id = ${edition} where edition_id = ${otherEdition}`,
  excuseHouse: ({ edition }) => sql`
    update edition_absent_house set reason = 'not-this-time' where edition_id = ${edition}`,
  forgetMissed: ({ edition }) => sql`delete from edition_absent_house where edition_id = ${edition}`,
  emptyMissed: () => sql`truncate edition_absent_house`,
  rearrange: ({ edition }) => sql`update edition set places = '[{}]' where id = ${edition}`,
  dropEdition: ({ edition }) => sql`delete from edition where id = ${edition}`,
  emptyEditions: () => sql`truncate edition cascade`,
}

/** Rows that break a rule, each with the rule's name. */
const broken = () => sql<{ rule: string }>`
  select 'stands without leave' as rule from placement join piece on piece.id = piece_id
    where not (preparation = 'ready' and decision = 'approved' and visibility = 'up'
      and piece.artwork_id = placement.artwork_id
      and coalesce((select answer = 'yes' from consent where consent.piece_id = piece.id and purpose = 'screen'
        order by number desc limit 1), false))
  union all select 'stands twice' from placement where not repeats and piece_id is not null
    group by piece_id having count(*) > 1
  union all select 'a copy where none is allowed' from placement join artwork on artwork.id = artwork_id
    where repeats and not repeats_allowed
  union all select 'cropped without leave' from placement join piece on piece.id = piece_id
    where crop is not null and not coalesce((select answer = 'yes' from consent where consent.piece_id = piece.id
      and purpose = 'alter' order by number desc limit 1), false)
  union all select 'two in a slot' from placement where slot is not null group by artwork_id, slot having count(*) > 1
  union all select 'deleted with content' from piece where visibility = 'deleted'
    and (text is not null or decline_reason is not null or maker_name is not null or seen_name is not null
      or perceptual_hash is not null or gradient_energy is not null or twin_of is not null or parted is not null
      or exists (select from rendition where piece_id = piece.id))
  union all select 'a name that nobody saw' from piece
    where shown_name is not null and (credit <> 'name' or shown_name <> maker_name
      or seen_name is distinct from maker_name)
  union all select 'a twin that stands or is decided about' from piece twin where twin_of is not null
    and (decision <> 'waiting' or exists (select from placement where piece_id = twin.id))
  union all select 'a twin of what does not stand for it' from piece twin join piece first on first.id = twin.twin_of
    where first.visibility <> 'up' or first.twin_of is not null or first.artwork_id <> twin.artwork_id
  union all select 'in a sheet without leave' from sheet_cell join piece on piece.id = piece_id
    where not (preparation = 'ready' and visibility = 'up' and twin_of is null
      and piece.artwork_id = sheet_cell.artwork_id)
  union all select 'a sheet that shows what it should not' from sheet
    where storage_key <> ${shownBy(sql`sheet.artwork_id`, sql`sheet.cell_px`, sql`sheet.number`)}
  union all select 'published without a face' from edition where state = 'published'
    and (select count(*) from edition_face where edition_id = edition.id) <> 2
  union all select 'left out of a work that it was not made for' from edition_left_out note
    join edition on edition.id = edition_id join piece on piece.id = piece_id
    where edition.artwork_id <> piece.artwork_id or note.artwork_id <> piece.artwork_id
  union all select 'a house missed where it does not take part' from edition_absent_house note
    join edition on edition.id = edition_id
    where not exists (select from entrance where entrance.artwork_id = edition.artwork_id
      and entrance.house_id = note.house_id)
  union all select 'an answer that nobody gave' from piece
    where web_yes <> coalesce((select answer = 'yes' from consent where consent.piece_id = piece.id
      and purpose = 'web' order by number desc limit 1), false)`

/** All that is written once: whatever is in here is in every later one. */
async function lasting(): Promise<string[]> {
  const rows = await run(sql`
    select consent::text as row from consent
    union all select composition_op::text from composition_op
    union all select edition::text from edition where state = 'published'
    union all select edition_face::text from edition_face
      where edition_id in (select id from edition where state = 'published')
    union all select edition_left_out::text from edition_left_out
      where edition_id in (select id from edition where state = 'published')
    union all select edition_absent_house::text from edition_absent_house
      where edition_id in (select id from edition where state = 'published')
    union all select 'deleted ' || id from piece where visibility = 'deleted'`)
  return rows.map((row) => JSON.stringify(row))
}

/** One step of it: `at` says where, by index; the rest is the first of its kind. */
const going = (
  name: string,
  at: Partial<{ piece: number; otherPiece: number; artwork: number; edition: number }> = {},
) => ({
  step: name,
  piece: 0,
  otherPiece: 0,
  artwork: 0,
  edition: 0,
  slot: null,
  ...at,
})

/** Walks at random come to some steps seldom. This one takes each of them where it is allowed. */
const allowed = [
  going('place'),
  going('allowRepeats'),
  going('repeat'),
  going('yesToAlter'),
  going('crop'),
  going('swapIn'),
  going('yes'),
  going('join', { piece: 3 }),
  going('part', { piece: 3 }),
  going('call', { piece: 3 }),
  going('see', { piece: 3 }),
  going('render', { piece: 3 }),
  going('hide', { piece: 3 }),
  going('delete', { piece: 3 }),
  going('wallFace'),
  going('webFace'),
  going('moveFace', { edition: 1 }),
  going('publish', { edition: 1 }),
]

test('whatever is written into the database, in whatever order, its rules hold', async () => {
  const anyStep = fc.record({
    // It takes two pieces to join, so it is tried more often.
    step: fc.constantFrom(...Object.keys(steps), 'join', 'join', 'join'),
    piece: fc.nat(3),
    otherPiece: fc.nat(3),
    artwork: fc.nat(1),
    edition: fc.nat(1),
    slot: fc.constantFrom(null, 'a', 'b'),
  })
  const done = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 20, maxLength: 60 }), async (walk) => {
      const { artworks, pieces, editions } = await newWorld()
      let before: string[] = []
      for (const { step, ...at } of walk) {
        const piece = pieces[at.piece] ?? { id: '', artwork: '' }
        const aim = {
          piece: piece.id,
          otherPiece: pieces[at.otherPiece]?.id ?? '',
          artwork: artworks[at.artwork] ?? '',
          edition: editions[at.edition] ?? '',
          otherEdition: editions[1 - at.edition] ?? '',
          slot: at.slot,
        }
        const query = steps[step]?.(aim)
        if (query && (await isDone(query))) done.set(step, (done.get(step) ?? 0) + 1)
        expect((await broken().execute(database.db)).rows).toEqual([])
        const after = await lasting()
        expect(after).toEqual(expect.arrayContaining(before))
        before = after
      }
      // The next walk begins with nothing that stands, so that it is told apart from this one.
      await run(sql`delete from placement`)
    }),
    { numRuns: 40, examples: [[allowed]] },
  )
  // Rules that refuse everything would prove nothing.
  for (const step of [
    'place',
    'repeat',
    'crop',
    'delete',
    'publish',
    'leaveOut',
    'render',
    'yes',
    'hide',
    'swapIn',
    'moveFace',
    'see',
    'join',
    'part',
  ])
    expect([step, done.get(step) ?? 0]).toEqual([step, expect.toSatisfy((times: number) => times > 0)])
})

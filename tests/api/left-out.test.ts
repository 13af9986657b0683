/** Nobody is left out of an edition unsaid: a place or a reason for every approved piece. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { insertEntrance } from '#api/artworks/repository.ts'
import { createHouse } from '#core/contract/artworks.ts'
import { hidePiece, showPiece } from '#core/contract/cards.ts'
import { listEditions, previewPublish, publish } from '#core/contract/editions.ts'
import { HouseCode, PieceId, type ArtworkSlug } from '#core/contract/ids.ts'
import type { AbsentHouse, LeftOut } from '#core/contract/left-out.ts'
import { Problem } from '#core/contract/problems.ts'
import { callerOf } from '#tests/support/call.ts'
import { hang, publishNow, untilPublished } from '#tests/support/hang.ts'
import { hangWork, type HungWork } from '#tests/support/hung-work.ts'
import { insertReadyPieces } from '#tests/support/ready-pieces.ts'
import { makeArtwork, makeCurator } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
let slug: ArtworkSlug
let artworkId: string
let houseCode: string
let placed: PieceId
let waiting: PieceId[]

beforeEach(async () => {
  const made = await makeArtwork(curator)
  ;({ slug, houseCode } = made)
  artworkId = made.artwork.id
  const [first, ...others] = await insertReadyPieces(house.deps, { artworkId, houseCode, count: 3 })
  if (!first) throw new Error('three pieces were made')
  placed = first
  waiting = others
  await hang(curator, slug, placed)
})

const somewhere = { xMm: 400, yMm: 450, widthMm: 600, heightMm: 450, rotationDeg: 0 }
const reasonFor = (piece: PieceId, reason: LeftOut['reason'] = 'later'): LeftOut => ({ piece, reason })
const ask = (leftOut: readonly LeftOut[], by = curator, absentHouses: readonly AbsentHouse[] = []) =>
  by.call(publish, {
    params: { slug },
    body: { leftOut: [...leftOut], absentHouses: [...absentHouses] },
  })
const preview = () => curator.call(previewPublish, { params: { slug } })

async function problemOf(asked: Promise<unknown>): Promise<Problem> {
  const [outcome] = await Promise.allSettled([asked])
  if (outcome.status === 'fulfilled' || !(outcome.reason instanceof Problem)) throw new Error('it was done')
  return outcome.reason
}

/** What the database has noted, edition by edition. */
async function noted(): Promise<{ number: number; pieceId: string; reason: string; isNamed: boolean }[]> {
  const { rows } = await sql<{ number: number; pieceId: string; reason: string; isNamed: boolean }>`
    select number, piece_id, reason, staff_id is not null as is_named
    from edition_left_out join edition on edition.id = edition_id
    where edition.artwork_id = ${artworkId} order by number, piece_id`.execute(house.deps.db)
  return rows
}
const inOrder = (ids: readonly PieceId[]) => [...ids].sort()

test('with neither place nor reason nothing is published, and the pieces are named', async () => {
  const [one, other] = waiting
  if (!one || !other) throw new Error('two pieces wait')
  const problem = await problemOf(ask([reasonFor(one)]))
  expect(problem.type).toBe('pieces-left-out')
  expect(problem.issues.map(({ path }) => path)).toEqual([other])
  expect((await problemOf(ask([]))).issues.map(({ path }) => path)).toEqual(waiting)
  expect(await curator.call(listEditions, { params: { slug } })).toEqual([])
  expect(await noted()).toEqual([])
})

test('what is sent back is a sentence in Danish that says what to do', async () => {
  const answer = await fetch(`${house.origin}/api/curator/artworks/${slug}/editions`, {
    method: 'POST',
    headers: { cookie: curator.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ leftOut: [] }),
  })
  expect(answer.status).toBe(409)
  expect(await answer.json()).toMatchObject({
    title: 'Alle er ikke med endnu. Giv dem en god plads. Eller vælg en grund.',
  })
})

test('the reasons are noted with the edition, with who gave them, and are offered again at the next', async () => {
  const reasons = waiting.map((piece) => reasonFor(piece, 'no-room'))
  const number = await publishNow(curator, slug, reasons)
  expect(await noted()).toEqual(
    inOrder(waiting).map((pieceId) => ({ number, pieceId, reason: 'no-room', isNamed: true })),
  )
  expect(await preview()).toMatchObject({
    unplaced: 2,
    leftOut: inOrder(waiting).map((piece) => reasonFor(piece, 'no-room')),
  })

  // One of them gets its place: its reason is no longer needed, and is not noted again.
  const [one, other] = waiting
  if (!one || !other) throw new Error('two pieces wait')
  await hang(curator, slug, one, { ...somewhere, xMm: 1200 })
  expect(await preview()).toMatchObject({ unplaced: 1, leftOut: [reasonFor(other, 'no-room')] })
  const next = await publishNow(curator, slug, reasons)
  expect((await noted()).filter((note) => note.number === next).map(({ pieceId }) => pieceId)).toEqual([
    other,
  ])
})

test('asked for twice at once, one edition waits, with the reasons that came last', async () => {
  const anna = await makeCurator(house)
  const answers = await Promise.all([
    ask(waiting.map((piece) => reasonFor(piece, 'later'))),
    ask(
      waiting.map((piece) => reasonFor(piece, 'elsewhere')),
      anna,
    ),
  ])
  const last = Math.max(...answers.map(({ number }) => number))
  await untilPublished(curator, slug, last)
  const byEdition = Map.groupBy(await noted(), ({ number }) => number)
  for (const notes of byEdition.values()) {
    expect(notes.map(({ pieceId }) => pieceId)).toEqual(inOrder(waiting))
    expect(new Set(notes.map(({ reason }) => reason)).size).toBe(1)
  }
  expect(byEdition.get(last)).toBeDefined()
})

test('a piece of another artwork, or of none, has no reason here', async () => {
  const elsewhere = await makeArtwork(curator)
  const [foreign] = await insertReadyPieces(house.deps, {
    artworkId: elsewhere.artwork.id,
    houseCode: elsewhere.houseCode,
    count: 1,
  })
  const own = waiting.map((piece) => reasonFor(piece))
  for (const stranger of [PieceId.parse(foreign), PieceId.parse(randomUUID())]) {
    const problem = await problemOf(ask([...own, reasonFor(stranger)]))
    expect(problem).toMatchObject({ type: 'bad-request', issues: [{ path: stranger }] })
  }
  expect(await noted()).toEqual([])
})

test.each([
  [
    'two reasons for one piece',
    () => waiting.flatMap((piece) => [reasonFor(piece), reasonFor(piece, 'no-room')]),
  ],
  ['a reason of its own', () => waiting.map((piece) => ({ piece, reason: 'fordi' }))],
  ['no list', () => 'alle'],
])('%s is no request', async (_name, leftOut) => {
  const answer = await fetch(`${house.origin}/api/curator/artworks/${slug}/editions`, {
    method: 'POST',
    headers: { cookie: curator.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ leftOut: leftOut() }),
  })
  expect(answer.status).toBe(400)
})

test('what goes out by itself goes out: without a place for what came since, with the reasons of before', async () => {
  const work: HungWork = await hangWork(house, curator)
  ;({ slug, artworkId } = work)
  const code = (
    await house.deps.db
      .selectFrom('piece')
      .innerJoin('house', 'house.id', 'piece.houseId')
      .select('house.code')
      .where('piece.id', '=', work.apple.id)
      .executeTakeFirstOrThrow()
  ).code
  const [known] = await insertReadyPieces(house.deps, { artworkId, houseCode: code, count: 1 })
  if (!known) throw new Error('one piece was made')
  const first = await publishNow(curator, slug, [reasonFor(known, 'asked-to-wait')])
  await insertReadyPieces(house.deps, { artworkId, houseCode: code, count: 1 })

  const card = callerOf(house.origin, work.apple.headers)
  await card(hidePiece, {})
  await untilPublished(curator, slug, first + 1)
  expect(await work.shownPieces()).toEqual([work.lighthouse.id])
  expect(await noted()).toEqual(
    [first, first + 1].map((number) => ({ number, pieceId: known, reason: 'asked-to-wait', isNamed: true })),
  )
  // Up again it has no place: the next edition by hand asks about it, as about what came since.
  await card(showPiece, {})
  expect((await problemOf(ask([reasonFor(known)]))).issues).toHaveLength(2)
})

/** Places for all that wait: the first two one over the other, the third as large as a stamp. */
async function hangBadly(): Promise<void> {
  const [second, third] = waiting
  if (!second || !third) throw new Error('two pieces wait')
  await hang(curator, slug, second, { ...somewhere, layer: 1 })
  await hang(curator, slug, third, { ...somewhere, xMm: 10, yMm: 10, widthMm: 8, heightMm: 6 })
}

test('who lies under another or is too small to see has a place, and still needs a reason', async () => {
  await hangBadly()
  const [, third] = waiting
  if (!third) throw new Error('two pieces wait')
  const problem = await problemOf(ask([]))
  expect(problem.type).toBe('pieces-left-out')
  expect(problem.issues).toEqual([
    { path: placed, message: 'unseen' },
    { path: third, message: 'unseen' },
  ])
  // One for having no place is none.
  expect((await problemOf(ask([reasonFor(placed), reasonFor(third)]))).issues).toHaveLength(2)
  const reasons = [reasonFor(placed, 'meant-so'), reasonFor(third, 'seen-closer')]
  await ask(reasons)
  expect((await noted()).map(({ pieceId, reason }) => ({ piece: pieceId, reason }))).toEqual(
    reasons.toSorted((one, other) => (one.piece < other.piece ? -1 : 1)),
  )
  expect((await preview()).leftOut).toHaveLength(2)
})

test('a house that takes part and has nothing there needs a reason, and one that does not take part has none', async () => {
  const [reasons, { slug: other, houseCode: foreign }] = [
    waiting.map((piece) => reasonFor(piece)),
    await makeArtwork(curator),
  ]
  expect(other).not.toBe(slug)
  const code = HouseCode.parse('aaben-doer')
  const { id: houseId } = await curator.call(createHouse, {
    body: { code, name: 'Åben dør', kind: 'vaerested', town: 'Vejle' },
  })
  await insertEntrance(house.deps.db, { code: 'kmnpqr', artworkId, houseId })
  expect((await problemOf(ask(reasons))).issues).toEqual([{ path: code, message: 'absent' }])
  const strange = { house: HouseCode.parse(foreign), reason: 'nothing-sent' as const }
  expect(await problemOf(ask(reasons, curator, [strange]))).toMatchObject({
    type: 'bad-request',
    issues: [{ path: foreign }],
  })
  const absent = { house: code, reason: 'not-this-time' as const }
  // One that has a piece there needs none, and none is noted.
  const present = { house: HouseCode.parse(houseCode), reason: 'nothing-sent' as const }
  const edition = await ask(reasons, curator, [absent, present])
  expect((await preview()).absentHouses).toEqual([absent])

  // What goes out again by itself takes it over; what is asked for again while it waits stands in its place.
  await untilPublished(curator, slug, edition.number)
  const later = { house: code, reason: 'house-later' as const }
  await ask(reasons, curator, [later])
  expect((await preview()).absentHouses).toEqual([later])
})

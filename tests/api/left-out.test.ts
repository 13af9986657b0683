/** Nobody is left out of an edition unsaid: a place or a reason for every approved piece. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { hidePiece, showPiece } from '#core/contract/cards.ts'
import { listEditions, previewPublish, publish } from '#core/contract/editions.ts'
import { PieceId, type ArtworkSlug } from '#core/contract/ids.ts'
import type { LeftOut } from '#core/contract/left-out.ts'
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

const reasonFor = (piece: PieceId, reason: LeftOut['reason'] = 'later'): LeftOut => ({ piece, reason })
const ask = (leftOut: readonly LeftOut[], by = curator) =>
  by.call(publish, { params: { slug }, body: { leftOut: [...leftOut] } })
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
    title: 'Nogle stykker er ikke med endnu. Giv dem en plads. Eller vælg en grund.',
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
  await hang(curator, slug, one)
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

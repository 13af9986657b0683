/** The disk is full: while a piece arrives, while it is prepared, while an edition is drawn; and then there is room. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deletePiece } from '#core/contract/cards.ts'
import { applyOperation } from '#core/contract/composition.ts'
import { getPublicEdition, listEditions } from '#core/contract/editions.ts'
import { decide } from '#core/contract/inbox.ts'
import { ProblemDocument } from '#core/contract/problems.ts'
import { StoreFull, type Store } from '#storage/store.ts'
import { askToPublish } from '#tests/support/hang.ts'
import { callerOf } from '#tests/support/call.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { sendPiece, until, untilPrepared } from '#tests/support/maker.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'

/** Keys that begin with one of these find no room. */
let full: readonly string[] = []

const filling = (store: Store): Store => ({
  ...store,
  async write(key, source) {
    const written = await store.write(key, source)
    if (!full.some((prefix) => key.startsWith(prefix))) return written
    await store.remove(key)
    throw new StoreFull(new Error('ENOSPC'))
  },
})

let house: TestHouse
let curator: TestCurator
beforeAll(async () => {
  house = await openHouse({}, { breaking: filling })
  curator = await makeCurator(house)
})
afterAll(() => house.stop())

const fixture = (name: string) => readFile(new URL(`../fixtures/${name}`, import.meta.url))

test('a piece that finds no room is refused with a reason and a time to come again, and then comes in', async () => {
  const { slug, houseCode } = await makeArtwork(curator)
  const id = randomUUID()
  const piece = { slug, house: houseCode, content: await fixture('apple.png'), id }
  full = ['incoming']
  await expect(sendPiece(house.origin, piece)).rejects.toMatchObject({ type: 'storage-full' })
  const form = new FormData()
  form.set('content', new Blob(['x']), 'content')
  const response = await fetch(`${house.origin}/api/artworks/${slug}/pieces/${id}`, {
    method: 'PUT',
    body: form,
  })
  expect(response.status).toBe(507)
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(ProblemDocument.parse(await response.json()).type).toBe('urn:faellesvaerk:problem:storage-full')
  full = []
  const sent = await sendPiece(house.origin, piece)
  expect((await untilPrepared(house.origin, sent)).preparation).toBe('ready')
})

test(
  'preparing and drawing wait for room, and go on by themselves when there is some',
  { timeout: 60_000 },
  async () => {
    const { slug, houseCode } = await makeArtwork(curator)
    const piece = { slug, house: houseCode, content: await fixture('apple.png') }
    const placed = await sendPiece(house.origin, piece)
    await untilPrepared(house.origin, placed)
    await curator.call(decide, { params: { id: placed.id }, body: { decision: 'approved' } })
    const layout = { kind: 'layout' as const, clientOpId: randomUUID(), layout: 'grid', options: {}, seed: 1 }
    await curator.call(applyOperation, { params: { slug }, body: layout })

    full = ['pieces', 'tiles']
    const waiting = await sendPiece(house.origin, piece)
    // It waits for room where it stood: before and after it has the same turn.
    const priorities = async () =>
      (
        await sql<{ priority: number }>`
          select priority from pgboss.job where data->>'pieceId' = ${waiting.id}`.execute(house.deps.db)
      ).rows.map(({ priority }) => priority)
    const [turn, ...later] = await until(priorities, ({ length }) => length > 1)
    expect(turn).toBeLessThan(0)
    expect(later).toEqual(later.map(() => turn))
    await askToPublish(curator, slug)
    const editions = () => curator.call(listEditions, { params: { slug } })
    await until(editions, ([newest]) => newest?.progress.state === 'failed')
    const shown = callerOf(house.origin)(getPublicEdition, { params: { slug } })
    await expect(shown).rejects.toMatchObject({ type: 'edition-not-found' })
    // Deleting needs no room, and what waits to be drawn is drawn without the piece.
    await callerOf(house.origin, placed.headers)(deletePiece, {})

    full = []
    expect((await untilPrepared(house.origin, waiting)).preparation).toBe('ready')
    await until(editions, ([newest]) => newest?.progress.state === 'published')
    expect((await callerOf(house.origin)(getPublicEdition, { params: { slug } })).pieces).toEqual([])
  },
)

test('where the database has no room, the wait for it is not a failed try', { timeout: 60_000 }, async () => {
  const { db } = house.deps
  await sql`
    create function no_room() returns trigger language plpgsql as $$
    begin raise exception 'no room' using errcode = '53100'; end $$`.execute(db)
  await sql`create trigger no_room before insert on rendition execute function no_room()`.execute(db)
  const { slug, houseCode } = await makeArtwork(curator)
  const waiting = await sendPiece(house.origin, {
    slug,
    house: houseCode,
    content: await fixture('apple.png'),
  })
  const jobs = async () =>
    (
      await sql<{ state: string; tries: number }>`
        select state::text, retry_count as tries from pgboss.job
        where name = 'prepare-piece' and data->>'pieceId' = ${waiting.id} order by created_on`.execute(db)
    ).rows
  expect(await until(jobs, (all) => all.length > 1 && all[0]?.state !== 'active')).toMatchObject([
    { state: 'completed', tries: 0 },
    { state: 'created', tries: 0 },
  ])
  await sql`drop trigger no_room on rendition`.execute(db)
  expect((await untilPrepared(house.origin, waiting)).preparation).toBe('ready')
})

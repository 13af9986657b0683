/** An edition is drawn while the work changes under it: what is out in the end is what there is to show. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { changeCard, hidePiece } from '#core/contract/cards.ts'
import { listEditions } from '#core/contract/editions.ts'
import { consentWordings } from '#core/contract/pieces.ts'
import { sweep } from '#api/jobs/sweep.ts'
import type { Store } from '#storage/store.ts'
import { callerOf } from '#tests/support/call.ts'
import { hangWork, type HungWork } from '#tests/support/hung-work.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

/** Nobody works in this house, so that the test does each job when it wants to. */
const { house, curator } = staffedHouse({ ROLE: 'web' })
let work: HungWork

beforeEach(async () => {
  work = await hangWork(house, curator)
})

test('what is published in the moment when drawing begins is what is drawn', async () => {
  await work.publish()
  await work.removeFromComposition(work.apple.id)
  let drawing: Promise<void> = Promise.resolve()
  await house.deps.db.transaction().execute(async (tx) => {
    // The curator publishes anew: the waiting edition is brought up to date, and not yet committed …
    await sql`
      update edition set places = (
        select jsonb_agg(place) from jsonb_array_elements(places) as place where place->>'pieceId' = ${work.lighthouse.id}::text)
      where artwork_id = ${work.artworkId}`.execute(tx)
    // … when a worker begins to draw it.
    drawing = work.draw()
    const isWaiting = async () =>
      (
        await sql`
          select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(
          house.deps.db,
        )
      ).rows.length > 0
    while (!(await isWaiting()));
  })
  await drawing
  expect(await work.shownPieces()).toEqual([work.lighthouse.id])
})

test('an edition that was overtaken does not seem to be drawn for ever', async () => {
  await work.publish()
  const storage: Store = {
    ...house.deps.storage,
    async write(key, bytes) {
      await callerOf(house.origin, work.apple.headers)(hidePiece, {})
      return house.deps.storage.write(key, bytes)
    },
  }
  await work.draw(storage)
  const editions = await curator.call(listEditions, { params: { slug: work.slug } })
  expect(editions.map(({ progress }) => progress.state)).toEqual(['published', 'failed'])
})

test('the same answer given again draws nothing, and an answer about a piece that is not shown neither', async () => {
  await work.publish()
  await work.draw()
  const again = { purpose: 'web', answer: 'yes', wording: consentWordings.web, way: 'own-screen' } as const
  await callerOf(house.origin, work.apple.headers)(changeCard, { body: { consents: [again] } })
  expect(await curator.call(listEditions, { params: { slug: work.slug } })).toHaveLength(1)
  await callerOf(house.origin, work.apple.headers)(changeCard, {
    body: { consents: [{ ...again, answer: 'no' }] },
  })
  expect(await curator.call(listEditions, { params: { slug: work.slug } })).toHaveLength(2)
})

test('what is not out although it should be is queued again by the sweep', async () => {
  await work.publish()
  const waiting = async () =>
    (
      await sql<{ n: number }>`
        select count(*)::int as n from pgboss.job where name = 'publish-edition' and data->>'artworkId' = ${work.artworkId}`.execute(
        house.deps.db,
      )
    ).rows[0]?.n
  await sql`delete from pgboss.job where name = 'publish-edition'`.execute(house.deps.db)
  expect(await waiting()).toBe(0)
  await sweep(house.deps)
  expect(await waiting()).toBe(1)
})

test('a picture that the disk has lost leaves its place empty, and holds up nothing', async () => {
  await house.deps.storage.removeAll(`pieces/${work.apple.id}`)
  await work.publish()
  await work.draw()
  expect(await work.shownPieces()).toEqual([work.lighthouse.id])
  await work.expectNoOtherTiles()
})

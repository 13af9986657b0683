/** A piece that cannot be prepared, however often it is tried: whoever sent it does not wait for ever. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorker } from '#api/jobs/worker.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { sendPiece, untilPrepared } from '#tests/support/maker.ts'
import { makeArtwork, makeCurator } from '#tests/support/staff.ts'

let house: TestHouse
beforeAll(async () => {
  const broken = () => Promise.reject(new Error('the disk has a hole'))
  house = await openHouse(
    { ROLE: 'web' },
    {
      breaking: (store) => ({
        ...store,
        write: (key, source) => (key.startsWith('pieces/') ? broken() : store.write(key, source)),
      }),
    },
  )
})
afterAll(() => house.stop())

test('when the last try has failed the piece is set aside with its reason, and what was received is kept', async () => {
  const { slug, houseCode } = await makeArtwork(await makeCurator(house))
  const sent = await sendPiece(house.origin, { slug, house: houseCode, kind: 'text', content: 'sol' })
  // The last of its tries, so that the test need not wait for them all.
  await sql`update pgboss.job set retry_limit = 0 where name = 'prepare-piece'`.execute(house.deps.db)
  const stopSweeping = startWorker(house.deps)
  expect((await untilPrepared(house.origin, sent)).preparation).toBe('unreadable')
  const { rows } = await sql<{ reason: string; text: string }>`
    select preparation_failure as reason, text from piece where id = ${sent.id}`.execute(house.deps.db)
  expect(rows).toEqual([{ reason: 'given-up', text: 'sol' }])
  stopSweeping()
})

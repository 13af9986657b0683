/** A connection that breaks costs what was being done with it, and nothing else. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Database } from '#api/database/connect.ts'
import { freshDatabaseUrl } from '#tests/support/database.ts'
import { until } from '#tests/support/maker.ts'

let fresh: Awaited<ReturnType<typeof freshDatabaseUrl>>
let database: Database
const broken: Error[] = []

beforeAll(async () => {
  fresh = await freshDatabaseUrl()
  database = connect(fresh.url, (error) => broken.push(error))
})

afterAll(async () => {
  await database.close()
  await fresh.drop()
})

test('a connection lost between two queries of a transaction fails that transaction only', async () => {
  const { db } = database
  const transaction = db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db)
    // Nobody asks this connection anything while it breaks: a listener is all that hears of it.
    await until(
      () => Promise.resolve(broken.length),
      (count) => count > 0,
    )
    await sql`select 1`.execute(tx)
  })
  await expect(transaction).rejects.toThrow()
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
})

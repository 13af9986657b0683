/** The connection pool and the query builder over it. */
import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

/** bigint: our counters stay far below 2^53. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** A query can run on the pool or inside a transaction; repositories take either. */
export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

export interface Database {
  readonly db: Db
  readonly pool: pg.Pool
  readonly close: () => Promise<void>
}

/** What a halted database or a broken network swallowed must not hold a person up. */
const patienceMs = 15_000

/**
 * Opens a pool. Nothing connects until the first query, and a broken connection is replaced at the next one, so the
 * database may go away and come back.
 * @param onError hears of connections that broke; one that nobody used may be told of twice
 * @param given `isPatient`: queries may take as long as they need
 */
export function connect(
  url: string,
  onError: (error: Error) => void,
  given: { readonly isPatient?: boolean } = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 12,
    connectionTimeoutMillis: 5_000,
    ...(given.isPatient === true ? {} : { query_timeout: patienceMs }),
    // Nor may a connection that nobody is at the other end of.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  pool.on('error', onError)
  // The pool listens to those that nobody uses. One that breaks inside a transaction would end the program.
  pool.on('connect', (client) => client.on('error', onError))
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    // Inside JSON, keys are ours already.
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return { db, pool, close: () => db.destroy() }
}

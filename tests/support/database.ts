/** A migrated, empty database for one test file. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { connect, type Database } from '#api/database/connect.ts'

export interface TestDatabase extends Database {
  readonly url: string
}

async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseServer').url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/**
 * @param kind `empty`: nobody has started on it yet
 * @returns the address of a new database; `drop` throws out whoever is still connected
 */
export async function freshDatabaseUrl(
  kind: 'migrated' | 'empty' = 'migrated',
): Promise<{ url: string; drop: () => Promise<void> }> {
  const { url, template: migrated } = inject('databaseServer')
  const template = kind === 'empty' ? 'template0' : migrated
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer((client) => client.query(`create database ${name} template ${template}`))
  const own = new URL(url)
  own.pathname = `/${name}`
  return {
    url: own.href,
    drop: () => onServer((client) => client.query(`drop database ${name} with (force)`)),
  }
}

export async function freshDatabase(): Promise<TestDatabase> {
  const { url, drop } = await freshDatabaseUrl()
  const database = connect(url, () => undefined)
  return {
    ...database,
    url,
    async close() {
      await database.close()
      await drop()
    },
  }
}

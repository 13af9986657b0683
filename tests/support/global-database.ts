/** One PostgreSQL for the whole run, with a migrated template from which every test file gets a database of its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { connect } from '#api/database/connect.ts'
import { startEmbedded } from '#api/database/embedded.ts'
import { migrate } from '#api/database/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A server where databases can be made, and the one to make them from. */
    databaseServer: { readonly url: string; readonly template: string }
  }
}

const template = 'template_migrated'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'faellesvaerk-test-'))
  const server = await startEmbedded(dataDir, () => undefined)
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(`create database ${template}`)
  await client.end()
  const url = new URL(server.url)
  url.pathname = `/${template}`
  const { db, close } = connect(url.href, () => undefined)
  await migrate(db)
  await close()
  project.provide('databaseServer', { url: server.url, template })
  return async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

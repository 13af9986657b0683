/** At the start the database may be starting too: after a power cut both come back in any order. */
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { CannotStart, codeOf } from '../cannot-start.ts'

const oldestVersion = 18

/** Waiting will not help. */
export class DatabaseRefused extends CannotStart {}

/** SQLSTATE (PostgreSQL documentation, appendix A): what somebody has to mend. */
const refusals = new Map([
  ['28P01', 'The database does not take the name and password of DATABASE_URL (or PGPASSWORD).'],
  ['28000', 'The database does not let this program in: see DATABASE_URL and pg_hba.conf.'],
  ['3D000', 'The server of DATABASE_URL has no database of that name.'],
])

const longestPauseMs = 5_000

/**
 * Resolves when the database can be asked; waits for as long as that takes.
 * @param onWait hears before every pause why there is one
 * @throws {DatabaseRefused} when the database answers and refuses, or is too old
 */
export async function untilReachable(url: string, onWait: (reason: string) => void): Promise<void> {
  for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      await askVersion(url)
      return
    } catch (error) {
      if (error instanceof DatabaseRefused) throw error
      const refusal = refusals.get(codeOf(error))
      if (refusal !== undefined) throw new DatabaseRefused(refusal, { cause: error })
      onWait(codeOf(error) || (error instanceof Error ? error.message : 'unknown'))
    }
    await wait(pauseMs)
  }
}

const Version = z.tuple([z.object({ version: z.int() })])

async function askVersion(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // What breaks while we ask is thrown where we ask.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query("select current_setting('server_version_num')::int as version")
    const [{ version }] = Version.parse(rows)
    const major = Math.floor(version / 10_000)
    if (major < oldestVersion)
      throw new DatabaseRefused(
        `PostgreSQL ${oldestVersion} or later is needed; DATABASE_URL leads to ${major}.`,
      )
  } finally {
    await client.end().catch(() => undefined)
  }
}

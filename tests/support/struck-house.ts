/** The house as its program runs it, with all that can be killed in it, and an onlooker in the test's own process. */
import { pino } from 'pino'
import { sql } from 'kysely'
import { readConfig } from '#api/config.ts'
import { runningDatabase } from '#api/database/embedded.ts'
import { startHouse } from '#api/house.ts'
import { freshDatabaseUrl } from './database.ts'
import { until } from './maker.ts'
import { freePort, openTerminal } from './program.ts'
import type { TestHouse } from './house.ts'
import { makeStops, type Stops } from './stops/stops.ts'

export interface StruckHouse {
  /** Of the program that may be killed. */
  readonly origin: string
  readonly stops: Stops
  /** The same database and the same store, seen from here; it prepares nothing. */
  readonly onlooker: Omit<TestHouse, 'stop'>
  /** `kill -9` of all of it, or of the worker beside it. */
  killProgram(): Promise<void>
  openAgain(): Promise<void>
  /** What a killed program had begun in the database holds or is undone. */
  untilNoTransaction(): Promise<void>
  /** `kill -9` of PostgreSQL; resolves when the program has it back. */
  killDatabase(): Promise<void>
  /** There is room again, also for the jobs that wait for it. */
  makeRoom(): Promise<void>
  close(): Promise<void>
}

/**
 * @param kind `one program`: it serves and works; `worker beside`: one serves, and the one that is killed works;
 * `own database`: one program with a PostgreSQL of its own
 */
export async function openStruckHouse(
  kind: 'one program' | 'worker beside' | 'own database',
): Promise<StruckHouse> {
  const undo: (() => Promise<unknown>)[] = []
  const terminal = await openTerminal()
  undo.push(() => terminal.close())
  const made = await makeStops()
  const database = kind === 'own database' ? null : await freshDatabaseUrl()
  if (database) undo.unshift(() => database.drop())
  const given = {
    ...made.environment,
    // As many as are held at once, and one more.
    JOBS_AT_ONCE: '7',
    // What is held at a step is not slow: it waits until all the others are at theirs.
    PICTURE_MAX_SECONDS: '600',
    HOST: '127.0.0.1',
    ...(database && { DATABASE_URL: database.url }),
  }
  const port = await freePort()
  const openMain = () => terminal.open(port, { ...given, ROLE: kind === 'worker beside' ? 'web' : 'all' })
  const openWorker = async () => terminal.open(await freePort(), { ...given, ROLE: 'worker' })
  const main = await openMain()
  let killed = kind === 'worker beside' ? await openWorker() : main

  const url = database?.url ?? (await runningDatabase(terminal.dataDir)) ?? ''
  const config = { PORT: '0', HOST: '127.0.0.1', DATA_DIR: terminal.dataDir, DATABASE_URL: url, ROLE: 'web' }
  const onlooker = await startHouse(readConfig(config), { log: pino({ level: 'silent' }) })
  undo.push(() => onlooker.stop())
  const stops = await made.over(url, onlooker.deps.db)
  undo.push(() => stops.close())

  return {
    origin: main.origin,
    stops,
    onlooker: { origin: onlooker.origin, deps: onlooker.deps, dataDir: terminal.dataDir },
    async killProgram() {
      await terminal.stop(killed.child, 'SIGKILL')
      // Its death is noticed sooner, so that nobody need wait for it.
      await sql`update pgboss.job set heartbeat_on = now() - interval '1 minute' where state = 'active'`.execute(
        onlooker.deps.db,
      )
    },
    async openAgain() {
      killed = kind === 'worker beside' ? await openWorker() : await openMain()
    },
    async untilNoTransaction() {
      const open = async () =>
        (
          await sql`
            select from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`.execute(
            onlooker.deps.db,
          )
        ).rows
      await until(open, ({ length }) => length === 0)
    },
    async killDatabase() {
      const health = async () => (await fetch(`${main.origin}/api/health`)).status
      process.kill(await terminal.databasePid(), 'SIGKILL')
      await until(health, (status) => status !== 200)
      await until(health, (status) => status === 200)
    },
    async makeRoom() {
      await stops.letGo()
      await sql`update pgboss.job set start_after = now() where state < 'active'`.execute(onlooker.deps.db)
    },
    async close() {
      // It leaves nothing behind that this does not take away, and no database to be stopped.
      if (database)
        await terminal.stop(main.child, 'SIGKILL').then(() => terminal.stop(killed.child, 'SIGKILL'))
      for (let step = undo.pop(); step; step = undo.pop()) await step()
    },
  }
}

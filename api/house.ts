/** Puts the parts together: database, storage, jobs, pages, in this order; and takes them apart in the other. */
import { existsSync } from 'node:fs'
import { access, constants, mkdir, readFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Router, type RequestHandler } from 'express'
import { pino, type Logger } from 'pino'
import { z } from 'zod'
import { folderStore } from '#storage/folder.ts'
import type { Store } from '#storage/store.ts'
import { CannotStart, codeOf } from './cannot-start.ts'
import { openCompositionReader } from './composition/reader.ts'
import type { Config } from './config.ts'
import { connect } from './database/connect.ts'
import { startEmbedded } from './database/embedded.ts'
import { migrate } from './database/migrate.ts'
import { untilReachable } from './database/reach.ts'
import type { Deps } from './deps.ts'
import { makeApp, makeHealthApp, type Pages } from './http/app.ts'
import { earlierPages } from './http/earlier-pages.ts'
import { listen } from './http/events.ts'
import { startJobs } from './jobs/queue.ts'
import { startWorker } from './jobs/worker.ts'
import { keptSecret } from './kept-secret.ts'
import { makeLog } from './log.ts'
import { clockSecondsOf } from './pictures/limits.ts'
import { openWorkshop, workshopLimits } from './pictures/workshop.ts'
import { makeStaffAuth } from './staff/auth.ts'

export interface House {
  readonly deps: Deps
  /** Where this program itself can be reached: `http://127.0.0.1:3000`. A worker says there only how it is. */
  readonly origin: string
  stop(): Promise<void>
}

const clock = { now: () => new Date() }

/**
 * @param given what a test hears or breaks
 * @throws {CannotStart}
 */
export async function startHouse(
  config: Config,
  given: { log?: Logger; storage?: Store } = {},
): Promise<House> {
  // To standard error, so that what a person should read stands alone.
  const log = given.log ?? makeLog(config.logLevel, pino.destination(2))
  await openDataFolder(config.dataDir)
  const embedded =
    config.databaseUrl === null ? await startEmbedded(config.dataDir, (message) => log.warn(message)) : null
  const undo: (() => Promise<unknown>)[] = []
  if (embedded) undo.push(() => embedded.stop())
  try {
    const databaseUrl = embedded?.url ?? config.databaseUrl ?? ''
    const onBroken = (error: Error) => log.warn({ err: error }, 'a connection broke')
    const { db, close } = connect(databaseUrl, onBroken)
    undo.push(close)
    await untilReachable(databaseUrl, (reason) => log.warn({ reason }, 'waiting for the database'))
    // A large house's tables take their time.
    const patient = connect(databaseUrl, onBroken, { isPatient: true })
    await migrate(patient.db).finally(patient.close)
    const storage = given.storage ?? folderStore(join(config.dataDir, 'files'))
    const events = listen(databaseUrl, (error) => log.warn({ err: error }, 'listening is interrupted'))
    undo.push(() => events.close())
    // Ended after the jobs that use it.
    const workshop = openWorkshop({
      ...workshopLimits,
      atOnce: config.jobsAtOnce,
      pixelsMax: config.pictureMaxPixels,
      secondsMax: config.pictureMaxSeconds,
      clockSecondsMax: clockSecondsOf(config.pictureMaxSeconds),
      memoryMaxBytes: config.pictureMaxMemoryBytes,
    })
    undo.push(() => workshop.stop())
    const jobs = await startJobs(databaseUrl, events, log, config.role)
    undo.push(() => jobs.stop())
    const ownOrigin = config.publicOrigin ?? `http://localhost:${config.port}`
    const auth = makeStaffAuth(
      db,
      config.cookieSecret ?? (await keptSecret(join(config.dataDir, 'cookie-secret'))),
      ownOrigin,
    )
    const compositionReader = openCompositionReader(databaseUrl)
    undo.push(() => compositionReader.close())
    const deps: Deps = { config, db, storage, jobs, workshop, events, compositionReader, clock, auth, log }

    if (config.role !== 'web') {
      const stopSweeping = startWorker(deps)
      undo.push(async () => Promise.resolve(stopSweeping()))
    }
    const server = await serve(config, async (origin) =>
      config.role === 'worker' ? makeHealthApp(deps) : makeApp(deps, await loadPages(config, origin)),
    )
    undo.push(() => closeServer(server.server))
    return { deps, origin: server.origin, stop: () => stopAll(undo) }
  } catch (error) {
    await stopAll(undo)
    throw error
  }
}

/** @throws {CannotStart} when it cannot be made or written to */
async function openDataFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
    await access(path, constants.W_OK)
  } catch (cause) {
    const message = `The data folder ${path} cannot be written to (${codeOf(cause)}). Mend that, or choose another: DATA_DIR.`
    throw new CannotStart(message, { cause })
  }
}

async function stopAll(undo: (() => Promise<unknown>)[]): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop()) await step()
}

const builtPages = new URL('../web/build/handler.js', import.meta.url)
/** What the pages themselves look at to hear of a newer build. */
const builtVersion = new URL('client/_app/version.json', builtPages)
const BuiltVersion = z.object({ version: z.string() })

/** The pages as SvelteKit built them. They reach the api over HTTP at `API_ORIGIN`. */
async function loadPages(config: Config, origin: string): Promise<Pages | null> {
  if (!existsSync(builtPages)) return null
  process.env['API_ORIGIN'] = origin
  process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto'
  // A plain form carries the photo through the page's own action; the limit is the api's and a little for the rest.
  process.env['BODY_SIZE_LIMIT'] = String(config.uploadMaxBytes + 100_000)
  process.env['UPLOAD_MAX_BYTES'] = String(config.uploadMaxBytes)
  const module: unknown = await import(builtPages.href)
  if (!isPages(module)) return null
  const earlier = await earlierPages(
    fileURLToPath(new URL('client/_app/immutable', builtPages)),
    join(config.dataDir, 'earlier-pages'),
    clock.now(),
  )
  const { version: build } = BuiltVersion.parse(JSON.parse(await readFile(builtVersion, 'utf8')))
  return { handler: Router().use('/_app/immutable', earlier).use(module.handler), build }
}

function isPages(module: unknown): module is { handler: RequestHandler } {
  return typeof module === 'object' && module !== null && 'handler' in module
}

async function serve(
  config: Config,
  makeHandler: (origin: string) => Promise<RequestListener>,
): Promise<{ server: Server; origin: string }> {
  let handle: (handler: RequestListener) => void = () => {}
  const ready = new Promise<RequestListener>((resolve) => (handle = resolve))
  // Whoever comes while the pages are being loaded waits for them.
  const server = createServer((request, response) => void ready.then((handler) => handler(request, response)))
  // A photo over bad wifi takes long; a header does not.
  server.requestTimeout = 15 * 60 * 1000
  server.headersTimeout = 20_000
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(portRefused(config, cause)))
    server.listen(config.port, config.host, resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const origin = `http://127.0.0.1:${address.port}`
  handle(await makeHandler(origin))
  return { server, origin }
}

function portRefused({ host, port }: Config, cause: Error): Error {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Another program has port ${port}. Stop that one, or choose another port: PORT=${port + 1} npm start`,
    EACCES: `This account may not use port ${port}. Choose one above 1023: PORT=3000 npm start`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Choose another: HOST.`,
  }
  const sentence = reasons[codeOf(cause)]
  return sentence === undefined ? cause : new CannotStart(sentence, { cause })
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  // Streams of events never end by themselves.
  setTimeout(() => server.closeAllConnections(), 1_000).unref()
  server.closeIdleConnections()
  await closed
}

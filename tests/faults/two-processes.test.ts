/** One house in several processes, as `docker-compose.yml` runs it: some serve, some work. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '#api/config.ts'
import type { Deps } from '#api/deps.ts'
import { startHouse } from '#api/house.ts'
import { Health } from '#core/contract/health.ts'
import { getMe } from '#core/contract/staff.ts'
import { freshDatabaseUrl } from '#tests/support/database.ts'
import { sendPiece, until, untilPrepared } from '#tests/support/maker.ts'
import { makeArtwork, makeCurator } from '#tests/support/staff.ts'

const root = resolve(import.meta.dirname, '../..')
let dataDir: string
let database: Awaited<ReturnType<typeof freshDatabaseUrl>>
const undo: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'faellesvaerk-processes-'))
  database = await freshDatabaseUrl('empty')
})
afterEach(async () => {
  for (let step = undo.pop(); step; step = undo.pop()) await step()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

const environment = (role: string, url = database.url) => ({
  PORT: '0',
  HOST: '127.0.0.1',
  DATA_DIR: dataDir,
  DATABASE_URL: url,
  ROLE: role,
  LOG_LEVEL: 'warn',
})

/** A part of the house, in this process. */
async function open(role: 'web' | 'worker') {
  const house = await startHouse(readConfig(environment(role)), { log: pino({ level: 'silent' }) })
  let stopped: Promise<void> | null = null
  const stop = () => (stopped ??= house.stop())
  undo.push(stop)
  return { origin: house.origin, deps: house.deps, dataDir, stop }
}

/** A process of its own, which can be killed. */
function start(role: 'web' | 'worker', url?: string): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, [join(root, 'api/main.ts')], {
    env: { ...process.env, ...environment(role, url) },
  })
  undo.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => (text += bytes.toString()))
  return { child, said: () => text }
}

const saying = async ({ said }: { said: () => string }, words: string) =>
  until(
    () => Promise.resolve(said()),
    (text) => text.includes(words),
  )

async function healthOf({ origin }: { origin: string }): Promise<Health> {
  return Health.parse(await (await fetch(`${origin}/api/health`)).json())
}

async function jobsIn({ deps }: { deps: Deps }, state: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pgboss.job where name = 'prepare-piece' and state::text = ${state}`.execute(
    deps.db,
  )
  return rows[0]?.count ?? 0
}

test('all that start at once on a new database and data folder stand, with one schema and one secret', async () => {
  const houses = await Promise.all((['web', 'worker', 'web', 'worker'] as const).map(open))
  expect((await Promise.all(houses.map(healthOf))).map(({ state }) => state)).toEqual(
    houses.map(() => 'well'),
  )
  const [first, , second] = houses
  if (!first || !second) throw new Error('two that serve were asked for')
  const curator = await makeCurator(first)
  // Signed in with one, known to the other.
  const headers = { cookie: curator.cookie }
  expect((await fetch(`${second.origin}${getMe.path}`, { headers })).status).toBe(200)
})

test('a worker serves nothing but how it is', async () => {
  const worker = await open('worker')
  expect(await healthOf(worker)).toMatchObject({ state: 'well' })
  for (const path of ['/', '/api/artworks', '/skaerm'])
    expect((await fetch(worker.origin + path)).status).toBe(404)
})

test('without a worker, pieces are taken in and health says that nobody prepares them', async () => {
  const web = await open('web')
  const worker = await open('worker')
  const { slug, houseCode } = await makeArtwork(await makeCurator(web))
  expect(await healthOf(web)).toMatchObject({ state: 'well' })

  await worker.stop()
  expect((await fetch(`${web.origin}/api/health`)).status).toBe(503)
  expect(await healthOf(web)).toEqual({
    state: 'ill',
    database: { state: 'well' },
    storage: { state: 'well' },
    jobs: { state: 'ill', reason: 'Nobody prepares pieces or draws editions. Is the worker running?' },
  })
  const sent = await sendPiece(web.origin, { slug, house: houseCode, kind: 'text', content: 'sol' })

  await open('worker')
  expect(await healthOf(web)).toMatchObject({ state: 'well' })
  expect((await untilPrepared(web.origin, sent)).preparation).toBe('ready')
})

test('what a worker was doing when it was killed is done by another', { timeout: 60_000 }, async () => {
  const web = await open('web')
  const { slug, houseCode } = await makeArtwork(await makeCurator(web))
  const sent = await Promise.all(
    ['sol', 'båd', 'krus', 'hus', 'vej', 'hund', 'kaffe', 'lys'].map((content) =>
      sendPiece(web.origin, { slug, house: houseCode, kind: 'text', content }),
    ),
  )
  const killed = start('worker')
  // In the middle: it has begun, and has not finished.
  await until(
    () => jobsIn(web, 'active'),
    (count) => count > 0,
  )
  killed.child.kill('SIGKILL')

  await open('worker')
  for (const piece of sent) expect((await untilPrepared(web.origin, piece)).preparation).toBe('ready')
})

test('it starts before its database does, says what it waits for, and opens when the database comes', async () => {
  const [gate, url] = await closedGate()
  const program = start('web', url)
  await saying(program, 'waiting for the database')
  expect(program.child.exitCode).toBe(null)
  await gate.open()
  await saying(program, 'Stop with Ctrl-C')
})

test.each([
  ['a wrong password', (url: URL) => (url.password = 'wrong'), 'does not take the name and password'],
  ['a database that is not there', (url: URL) => (url.pathname = '/nowhere'), 'no database of that name'],
])('%s is told in one sentence, and it does not wait', async (_, spoil, sentence) => {
  const url = new URL(database.url)
  spoil(url)
  const program = start('web', url.href)
  await once(program.child, 'close')
  expect(program.child.exitCode).toBe(1)
  expect(program.said()).toMatch(new RegExp(`^[^\\n]*${sentence}[^\\n]*\\n$`))
})

/** An address where nobody answers, until it is opened: then the database does. */
async function closedGate(): Promise<[{ open(): Promise<unknown> }, string]> {
  const real = new URL(database.url)
  const gate = createServer((client) => {
    const server = connect(Number(real.port), real.hostname)
    client.pipe(server).pipe(client)
    for (const socket of [client, server]) socket.on('error', () => socket.destroy())
  })
  const listen = async (port: number) => {
    gate.listen(port, '127.0.0.1')
    await once(gate, 'listening')
    const address = gate.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return address.port
  }
  const port = await listen(0)
  gate.close()
  await once(gate, 'close')
  const url = new URL(real)
  url.port = String(port)
  undo.unshift(async () => Promise.resolve(gate.close()))
  return [{ open: () => listen(port) }, url.href]
}

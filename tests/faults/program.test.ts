/** The program as it is started at a terminal: opened, stopped, killed, and started twice. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Artwork } from '#core/contract/artworks.ts'
import { callerOf } from '#tests/support/call.ts'
import { sendPiece, until, untilPrepared } from '#tests/support/maker.ts'
import { acceptInvitation, InvitationToken } from '#core/contract/staff.ts'
import { createArtwork, createHouse } from '#core/contract/artworks.ts'

const root = resolve(import.meta.dirname, '../..')
let dataDir: string
const running = new Set<ChildProcess>()

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'faellesvaerk-program-'))
})
afterEach(async () => {
  for (const child of running) await stop(child, 'SIGINT')
  await rm(dataDir, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

interface Program {
  readonly child: ChildProcess
  readonly origin: string
  /** All that it has said to the person at the terminal. */
  readonly said: () => string
}

function start(port: number, given: Readonly<Record<string, string>> = {}): Program {
  const environment = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: dataDir,
    DEMO: 'no',
    LOG_LEVEL: 'silent',
    ...given,
  }
  const child = spawn(process.execPath, [join(root, 'api/main.ts')], { env: environment })
  running.add(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => (text += bytes.toString()))
  return { child, origin: `http://127.0.0.1:${port}`, said: () => text }
}

async function open(port: number): Promise<Program> {
  const program = start(port)
  await until(
    () => Promise.resolve(program.said()),
    (said) => said.includes('Stop with Ctrl-C'),
  )
  return program
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  running.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
  return child.exitCode
}

const databasePid = async () =>
  Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0])

/** Becomes the first curator by the link at the terminal, and begins an artwork. */
async function beginArtwork({ origin, said }: Program): Promise<string> {
  const [, token] = /invitation\/(\S+)/.exec(said()) ?? []
  let cookie = ''
  await callerOf(origin)(acceptInvitation, {
    params: { token: InvitationToken.parse(token) },
    body: { name: 'Anna', email: 'anna@example.dk', password: 'en lang nok kode' },
    onResponse: (response) => (cookie = response.headers.getSetCookie().join('; ')),
  })
  const curator = callerOf(origin, { cookie })
  await curator(createHouse, {
    body: { code: 'aaen', name: 'Huset ved åen', kind: 'vaerested', town: 'Kolding' },
  })
  const artwork = await curator(createArtwork, {
    body: {
      slug: 'lyset',
      title: 'Lyset',
      invitation: 'Vis noget.',
      question: 'Hvad lyser?',
      rules: ['Ét', 'To'],
      kinds: ['text'],
      background: '#ffffff',
      size: { widthMm: 800, heightMm: 600, widthPx: 800, heightPx: 600 },
      opensAt: new Date(Date.now() - 1000).toISOString(),
      closesAt: null,
      houses: ['aaen'],
    },
  })
  return artwork.slug
}

test('it says where it is, Ctrl-C stops all of it, the database included, and the link works once', async () => {
  const program = await open(await freePort())
  expect(program.said()).toContain('On this machine')
  expect(await databasePid()).toBeGreaterThan(0)
  await beginArtwork(program)
  expect(await stop(program.child, 'SIGINT')).toBe(0)
  // The server takes this file away as the last thing it does.
  await expect(databasePid()).rejects.toThrow('ENOENT')

  const again = await open(await freePort())
  expect(again.said()).not.toContain('/kurator/invitation/')
})

test(
  'killed in the middle and started again, it has lost nothing and finishes what was begun',
  { timeout: 60_000 },
  async () => {
    const port = await freePort()
    const first = await open(port)
    const slug = await beginArtwork(first)
    const sent = await Promise.all(
      ['sol', 'båd', 'krus', 'hus', 'vej'].map((content) =>
        sendPiece(first.origin, { slug, house: 'aaen', kind: 'text', content }),
      ),
    )
    await stop(first.child, 'SIGKILL')

    const second = await open(port)
    for (const piece of sent) expect((await untilPrepared(second.origin, piece)).preparation).toBe('ready')
    const artwork = Artwork.parse(await (await fetch(`${second.origin}/api/artworks/${slug}`)).json())
    expect(artwork.steps).toBe(5)
  },
)

test('a second start on one data folder says so and stops; the first goes on', async () => {
  const first = await open(await freePort())
  const second = start(await freePort())
  await once(second.child, 'exit')
  expect(second.child.exitCode).toBe(1)
  expect(second.said()).toContain('already running')
  expect((await fetch(`${first.origin}/api/health`)).status).toBe(200)
})

test('of two first starts at once one makes the house, and the other says that it is there', async () => {
  const both = [start(await freePort()), start(await freePort())]
  const refused = await until(
    () => Promise.resolve(both.find(({ child }) => child.exitCode !== null)),
    (program) => program !== undefined,
  )
  expect(refused?.child.exitCode).toBe(1)
  expect(refused?.said()).toContain('already running')
  const opened = both.find((program) => program !== refused)
  await until(
    () => Promise.resolve(opened?.said() ?? ''),
    (said) => said.includes('Stop with Ctrl-C'),
  )
  expect((await fetch(`${opened?.origin ?? ''}/api/health`)).status).toBe(200)
  expect((await readdir(dataDir)).filter((name) => name.includes('unfinished'))).toEqual([])
})

test('the database killed from outside is ill for a while, says why, and recovers by itself', async () => {
  const program = await open(await freePort())
  const health = async (): Promise<unknown> => (await fetch(`${program.origin}/api/health`)).json()
  process.kill(await databasePid(), 'SIGKILL')
  expect(await until(health, (state) => JSON.stringify(state).includes('"ill"'))).toMatchObject({
    state: 'ill',
    database: { state: 'ill' },
    storage: { state: 'well' },
  })
  const response = await fetch(`${program.origin}/api/artworks`)
  if (!response.ok)
    expect(await response.json()).toMatchObject({ type: 'urn:faellesvaerk:problem:unavailable' })
  await until(health, (state) => !JSON.stringify(state).includes('"ill"'))
  expect((await fetch(`${program.origin}/api/artworks`)).status).toBe(200)
})

test('what somebody has to mend is told in one sentence', async () => {
  const notAFolder = join(dataDir, 'file')
  await writeFile(notAFolder, '')
  const other = createServer().listen(0)
  await once(other, 'listening')
  const address = other.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  const cases: [Record<string, string>, RegExp][] = [
    [{ PORT: 'tre tusind' }, /^The environment variable PORT does not fit/],
    [{ DATA_DIR: join(notAFolder, 'data') }, /^The data folder \S+ cannot be written to \(ENOTDIR\)/],
    [{ PORT: String(address.port) }, /^Another program has port \d+/],
  ]
  for (const [environment, sentence] of cases) {
    const program = start(await freePort(), environment)
    await once(program.child, 'exit')
    expect(program.child.exitCode).toBe(1)
    expect(program.said()).toMatch(sentence)
    expect(program.said().trim().split('\n')).toHaveLength(1)
  }
  other.close()
})

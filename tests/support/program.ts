/** The program as it is started at a terminal, in a data folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createArtwork, createHouse } from '#core/contract/artworks.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { acceptInvitation, InvitationToken } from '#core/contract/staff.ts'
import { callerOf, type Call } from './call.ts'
import { until } from './maker.ts'

const main = resolve(import.meta.dirname, '../../api/main.ts')

export interface Program {
  readonly child: ChildProcess
  readonly origin: string
  /** All that it has said to the person at the terminal. */
  readonly said: () => string
}

/** A data folder, and the programs that are started on it. */
export interface Terminal {
  readonly dataDir: string
  /** Does not wait until it is open. `given` are variables over the usual ones. */
  start(port: number, given?: Readonly<Record<string, string>>): Program
  open(port: number, given?: Readonly<Record<string, string>>): Promise<Program>
  stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null>
  databasePid(): Promise<number>
  /** Stops what runs still, and takes the folder away. */
  close(): Promise<void>
}

/** @param cwd where the programs are started; else where the tests are */
export async function openTerminal(cwd?: string): Promise<Terminal> {
  const dataDir = await mkdtemp(join(tmpdir(), 'faellesvaerk-program-'))
  const running = new Set<ChildProcess>()

  function start(port: number, given: Readonly<Record<string, string>> = {}): Program {
    const environment = {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      DEMO: 'no',
      LOG_LEVEL: 'silent',
      ...given,
    }
    const child = spawn(process.execPath, [main], { env: environment, cwd })
    running.add(child)
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => (text += bytes.toString()))
    return { child, origin: `http://127.0.0.1:${port}`, said: () => text }
  }

  async function open(port: number, given: Readonly<Record<string, string>> = {}): Promise<Program> {
    const program = start(port, given)
    await until(
      () => Promise.resolve(program.said()),
      (said) => {
        if (program.child.exitCode !== null) throw new Error(`The program ended before it was open: ${said}`)
        return /Stop with Ctrl-C|is working/.test(said)
      },
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

  return {
    dataDir,
    start,
    open,
    stop,
    databasePid: async () =>
      Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]),
    async close() {
      for (const child of running) await stop(child, 'SIGINT')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const given = new Set<number>()

/** A port that nobody uses, below those that systems hand out by themselves: there it could be taken before it is used. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    if (given.has(port)) continue
    given.add(port)
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (isFree) return port
  }
}

export interface BegunArtwork {
  readonly slug: ArtworkSlug
  /** Of the curator who began it. */
  readonly headers: { readonly cookie: string }
  /** Calls as that curator, also after the program was started again. */
  readonly curatorAt: (origin: string) => Call
}

/** Becomes the first curator by the link at the terminal, and begins an artwork with the house `aaen`. */
export async function beginArtwork({ origin, said }: Program): Promise<BegunArtwork> {
  const [, token] = /invitation\/(\S+)/.exec(said()) ?? []
  let cookie = ''
  await callerOf(origin)(acceptInvitation, {
    params: { token: InvitationToken.parse(token) },
    body: { name: 'Anna', email: 'anna@example.dk', password: 'en lang nok kode' },
    onResponse: (response) => (cookie = response.headers.getSetCookie().join('; ')),
  })
  const curatorAt = (at: string) => callerOf(at, { cookie })
  const curator = curatorAt(origin)
  await curator(createHouse, {
    body: { code: 'aaen', name: 'Huset ved åen', kind: 'vaerested', town: 'Kolding' },
  })
  const { slug } = await curator(createArtwork, {
    body: {
      slug: 'lyset',
      title: 'Lyset',
      invitation: 'Vis noget.',
      question: 'Hvad lyser?',
      rules: ['Ét', 'To'],
      kinds: ['photo', 'text'],
      background: '#ffffff',
      size: { widthMm: 1600, heightMm: 1200, widthPx: 1600, heightPx: 1200 },
      opensAt: new Date(Date.now() - 1000).toISOString(),
      closesAt: null,
      houses: ['aaen'],
    },
  })
  return { slug, headers: { cookie }, curatorAt }
}

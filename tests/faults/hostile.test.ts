/**
 * Files that were made to hurt, sent as a maker sends a photo: each is refused, set aside with its reason for the curator
 * to see, or prepared clean. The program goes on as before: nothing else was written, nobody was called, nothing was kept.
 */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { listInbox } from '#core/contract/inbox.ts'
import { Problem } from '#core/contract/problems.ts'
import { hiddenParts } from '#api/pictures/hidden.ts'
import { folderStore } from '#storage/folder.ts'
import type { Store } from '#storage/store.ts'
import type { Call } from '#tests/support/call.ts'
import { freshDatabaseUrl } from '#tests/support/database.ts'
import { hostileFiles } from '#tests/support/hostile-files.ts'
import { sendPiece, until, untilPrepared } from '#tests/support/maker.ts'
import { fixture, readShared, sharedFiles } from '#tests/support/pictures.ts'
import { canWatch, childrenOf, residentBytes, strangersOf } from '#tests/support/process-watch.ts'
import { beginArtwork, freePort, openTerminal, type Program, type Terminal } from '#tests/support/program.ts'

const jobsAtOnce = 2

/** Folders that a program may write to when nobody said where, each its own and empty. */
const elsewhere = ['home', 'tmp', 'work']

let around: string
let terminal: Terminal
let program: Program
let store: Store
let curator: Call
let dropDatabase: () => Promise<void>
let slug: ArtworkSlug
/** Somebody on this machine whom a picture could make us call. */
let ear: Server
let heard = 0
/** What nobody could open is kept for a while, in case somebody can. */
let setAside = 0
/** Of the program itself, when it has prepared one picture. */
let residentBefore = 0

beforeAll(async () => {
  around = await mkdtemp(join(tmpdir(), 'faellesvaerk-around-'))
  for (const name of elsewhere) await mkdir(join(around, name))
  ear = createServer(() => heard++).listen(0, '127.0.0.1')
  await once(ear, 'listening')
  const { url, drop } = await freshDatabaseUrl()
  dropDatabase = drop
  terminal = await openTerminal(join(around, 'work'))
  program = await terminal.open(await freePort(), {
    DATABASE_URL: url,
    JOBS_AT_ONCE: String(jobsAtOnce),
    HOME: join(around, 'home'),
    TMPDIR: join(around, 'tmp'),
    NODE_OPTIONS: `--import=${new URL('../support/gc-when-told.ts', import.meta.url).href}`,
  })
  store = folderStore(join(terminal.dataDir, 'files'))
  const begun = await beginArtwork(program)
  slug = begun.slug
  curator = begun.curatorAt(program.origin)
  expect(await send(await fixture('fig.jpg'))).toBe('ready')
  residentBefore = canWatch ? await residentNow() : 0
})
afterAll(async () => {
  await terminal.close()
  ear.close()
  await dropDatabase()
  await rm(around, { recursive: true, force: true })
  process.stdout.write(`hostile files: ${own.size} of our own, ${sharedFiles('hostile').length} more\n`)
})

const pid = () => program.child.pid ?? 0

/** Of the program itself, without what it has only not cleared up yet. */
async function residentNow(): Promise<number> {
  program.child.kill('SIGUSR2')
  // Answered after the signal was.
  expect((await fetch(`${program.origin}/api/health`)).status).toBe(200)
  return residentBytes(pid())
}

const earOrigin = () => {
  const address = ear.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

const own = hostileFiles(earOrigin)

/** Whoever opened it has called nobody. (The program itself speaks to its database, and to whoever sends.) */
async function expectNoStrangers(): Promise<void> {
  if (!canWatch) return
  for (const one of [pid(), ...(await childrenOf(pid()))])
    expect(await strangersOf(one).catch(() => [])).toEqual([])
}

/** @returns what became of it: the problem it was answered with, its reason for being set aside, or `ready` */
async function send(content: Buffer): Promise<string> {
  try {
    const sent = await sendPiece(program.origin, { slug, house: 'aaen', content })
    const { preparation } = await untilPrepared(program.origin, sent)
    if (preparation === 'ready') {
      await expectClean(sent.id)
      return 'ready'
    }
    setAside++
    const inbox = await curator(listInbox, { params: { slug } })
    return `set aside: ${inbox.find(({ id }) => id === sent.id)?.preparationFailure ?? 'nobody is told why'}`
  } catch (error) {
    if (error instanceof Problem) return error.type
    throw error
  }
}

/** Every stored byte of a piece is a picture and nothing else. */
async function expectClean(id: string): Promise<void> {
  let files = 0
  for await (const { key } of store.list(`pieces/${id}`)) {
    files++
    expect(hiddenParts(await store.read(key))).toEqual([])
  }
  expect(files).toBeGreaterThan(1)
}

test.concurrent.each([...own])('%s', async (_, { content, becomes }) => {
  expect(await send(await content())).toBe(becomes)
  await expectNoStrangers()
})

const isRefused = /\.(svg|mvg|v)$|page\.jpg$|names\.txt$/
const isBomb = /\/bomb-|65536/

test.concurrent.each(sharedFiles('hostile'))('%s', { timeout: 240_000 }, async (path) => {
  const outcome = await send(await readShared(path))
  await expectNoStrangers()
  if (isRefused.test(path)) expect(outcome).toBe('not-a-picture')
  else if (isBomb.test(path)) expect(outcome).toBe('set aside: too-many-pixels')
  else expect(outcome).toMatch(/^(ready|not-a-picture|content-missing|set aside: [a-z-]+)$/)
  expect(outcome).not.toMatch(/given-up|nobody/)
})

test('after all of them the house is well, and has written nothing but what it keeps', async () => {
  const health = await fetch(`${program.origin}/api/health`)
  expect(health.status).toBe(200)
  expect((await readdir(terminal.dataDir)).sort()).toEqual(['cookie-secret', 'earlier-pages', 'files'])
  for (const name of elsewhere) expect(await readdir(join(around, name))).toEqual([])
  // What was refused left nothing, and what was prepared is no longer there as it came.
  const kept = async () => {
    const keys: string[] = []
    for await (const { key } of store.list('incoming')) keys.push(key)
    return keys.length
  }
  await until(kept, (count) => count === setAside)
})

test('nobody was called', () => expect(heard).toBe(0))

test.runIf(canWatch)('and whoever calls a stranger would be seen', async () => {
  const stranger = createServer().listen(0, '127.0.0.2')
  await once(stranger, 'listening')
  const address = stranger.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const call = connect(address.port, '127.0.0.2')
  await once(call, 'connect')
  expect(await strangersOf(process.pid)).toHaveLength(1)
  call.destroy()
  stranger.close()
})

/** A few pages of code that had not been run before, and what V8 keeps for the next time. */
const marginBytes = 64 * 1024 * 1024

test.runIf(canWatch)('its memory is what it was, and the processes that opened them are gone', async () => {
  expect((await childrenOf(pid())).length).toBeLessThanOrEqual(jobsAtOnce)
  await until(
    () => childrenOf(pid()),
    ({ length }) => length === 0,
  )
  const residentAfter = await residentNow()
  expect(residentAfter).toBeLessThan(residentBefore + marginBytes)
})

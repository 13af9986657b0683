/** The program as it is started at a terminal: opened, stopped, killed, and started twice. */
import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sendPiece, until, untilPrepared } from '#tests/support/maker.ts'
import { beginArtwork, freePort, openTerminal, type Terminal } from '#tests/support/program.ts'

let terminal: Terminal
beforeEach(async () => {
  terminal = await openTerminal()
})
afterEach(() => terminal.close())

test('it says where it is, Ctrl-C stops all of it, the database included, and the link works once', async () => {
  const program = await terminal.open(await freePort())
  expect(program.said()).toContain('On this machine')
  expect(await terminal.databasePid()).toBeGreaterThan(0)
  await beginArtwork(program)
  expect(await terminal.stop(program.child, 'SIGINT')).toBe(0)
  // The server takes this file away as the last thing it does.
  await expect(terminal.databasePid()).rejects.toThrow('ENOENT')

  const again = await terminal.open(await freePort(), { HELP_PHONE: '+45 70 10 20 30' })
  expect(again.said()).not.toContain('/kurator/invitation/')
  const page = await fetch(`${again.origin}/uden-net`)
  expect(await page.text()).toMatch(/<a href="tel:\+4570102030"[^>]*>\+45 70 10 20 30<\/a>/)
})

test('a second start on one data folder says so and stops; the first goes on', async () => {
  const first = await terminal.open(await freePort())
  const second = terminal.start(await freePort())
  await once(second.child, 'exit')
  expect(second.child.exitCode).toBe(1)
  expect(second.said()).toContain('already running')
  expect((await fetch(`${first.origin}/api/health`)).status).toBe(200)
})

test('of two first starts at once one makes the house, and the other says that it is there', async () => {
  const both = [terminal.start(await freePort()), terminal.start(await freePort())]
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
  expect((await readdir(terminal.dataDir)).filter((name) => name.includes('unfinished'))).toEqual([])
})

test('the database killed from outside is ill for a while, says why, and recovers by itself', async () => {
  const program = await terminal.open(await freePort())
  const { slug, headers } = await beginArtwork(program)
  const stop = new AbortController()
  const events = await fetch(`${program.origin}/api/curator/artworks/${slug}/events`, {
    headers,
    signal: stop.signal,
  })
  let heard = ''
  const hearing = (async () => {
    for await (const chunk of events.body ?? []) heard += Buffer.from(chunk).toString()
  })().catch(() => undefined)

  const health = async (): Promise<unknown> => (await fetch(`${program.origin}/api/health`)).json()
  process.kill(await terminal.databasePid(), 'SIGKILL')
  expect(await until(health, (state) => JSON.stringify(state).includes('"ill"'))).toMatchObject({
    state: 'ill',
    database: { state: 'ill' },
    storage: { state: 'well' },
  })
  // Not "sign in": nobody knows who they are while the database is away.
  for (const path of ['/api/artworks', '/api/curator/artworks', '/api/card']) {
    const authorization = `Card ${'A'.repeat(22)}`
    const response = await fetch(program.origin + path, { headers: { ...headers, authorization } })
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await response.json()).toMatchObject({ type: 'urn:faellesvaerk:problem:unavailable' })
  }
  await until(health, (state) => !JSON.stringify(state).includes('"ill"'))
  expect((await fetch(`${program.origin}/api/curator/artworks`, { headers })).status).toBe(200)
  await until(
    () => Promise.resolve(heard),
    (text) => text.includes('event: resync'),
  )
  const sent = await sendPiece(program.origin, { slug, house: 'aaen', kind: 'text', content: 'igen' })
  expect((await untilPrepared(program.origin, sent)).preparation).toBe('ready')
  stop.abort()
  await hearing
})

test('what somebody has to mend is told in one sentence', async () => {
  const notAFolder = join(terminal.dataDir, 'file')
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
    const program = terminal.start(await freePort(), environment)
    await once(program.child, 'exit')
    expect(program.child.exitCode).toBe(1)
    expect(program.said()).toMatch(sentence)
    expect(program.said().trim().split('\n')).toHaveLength(1)
  }
  other.close()
})

/** `npm run import`: a folder of pictures into an open house, and a card for every piece. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getArtwork } from '#core/contract/artworks.ts'
import { getCard } from '#core/contract/cards.ts'
import { Problem, problemDocument } from '#core/contract/problems.ts'
import { callerOf } from '#tests/support/call.ts'
import { fixture } from '#tests/support/pictures.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const command = resolve(import.meta.dirname, '../../api/commands/import.ts')
const { house, curator } = staffedHouse()
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'))
  await mkdir(join(folder, 'pictures/below'), { recursive: true })
  await writeFile(join(folder, 'pictures/below/"æble".png'), await fixture('apple.png'))
  await writeFile(join(folder, 'pictures/ord.txt'), 'Solen skinner')
  await writeFile(join(folder, 'pictures/hej.jpg'), 'hej')
  await symlink('/etc/hostname', join(folder, 'pictures/link.jpg'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(...words: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [command, '--url', house.origin, ...words])
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  await once(child, 'close')
  return { code: child.exitCode, said }
}

test('what is a picture or a text comes in with its card, the rest is named; again, it is there already', async () => {
  const { slug, houseCode } = await makeArtwork(curator)
  const cards = join(folder, 'cards.csv')
  const order = ['--artwork', slug, '--house', houseCode, '--cards', cards, join(folder, 'pictures')]
  const { code, said } = await run(...order)
  expect(code).toBe(1)
  expect(said).toContain('2 are in. 0 were there already. 1 were refused.')
  expect(said).toContain('hej.jpg: That is not a picture.')
  const lines = (await readFile(cards, 'utf8')).trim().split('\n')
  expect(lines).toHaveLength(3)
  expect(lines.join('\n')).toContain('"below/""æble"".png"')
  for (const line of lines.slice(1)) {
    const secret = line.split('#').at(-1) ?? ''
    const piece = await callerOf(house.origin, { authorization: `Card ${secret}` })(getCard, {})
    expect(piece.preparation).toBe('ready')
  }

  const again = await run(...order)
  expect(again.said).toContain('EEXIST')
  expect((await readFile(cards, 'utf8')).trim().split('\n')).toHaveLength(3)
  const elsewhere = await run(...order.with(5, join(folder, 'other.csv')))
  expect(elsewhere.said).toContain('0 are in. 2 were there already.')
  expect((await callerOf(house.origin)(getArtwork, { params: { slug } })).steps).toBe(2)
})

test('a folder that is not there is told in one sentence', async () => {
  const { slug, houseCode } = await makeArtwork(curator)
  const { code, said } = await run('--artwork', slug, '--house', houseCode, join(folder, 'nowhere'))
  expect(code).toBe(1)
  expect(said).toMatch(/^ENOENT[^\n]*\n$/)
})

test('a house that is away for a moment is waited for', async () => {
  const { slug, houseCode } = await makeArtwork(curator)
  let away = 3
  // Stands before the house, and says a few times that nobody is at home.
  const door = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request)
      if (request.url !== '/api/health' && away-- > 0) {
        response.writeHead(503, { 'retry-after': '0', 'content-type': 'application/problem+json' })
        response.end(JSON.stringify(problemDocument(new Problem('unavailable'))))
        return
      }
      const { method = 'GET', headers } = request
      const answer = await fetch(house.origin + (request.url ?? ''), {
        method,
        headers: {
          'content-type': headers['content-type'] ?? '',
          authorization: headers.authorization ?? '',
        },
        body: method === 'GET' ? null : new Uint8Array(body),
      })
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
      response.end(Buffer.from(await answer.arrayBuffer()))
    })()
  }).listen(0, '127.0.0.1')
  await once(door, 'listening')
  const address = door.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const url = `http://127.0.0.1:${port}`
  const { said } = await run('--artwork', slug, '--house', houseCode, '--url', url, join(folder, 'pictures'))
  door.close()
  expect(away).toBeLessThanOrEqual(0)
  expect(said).toContain('2 are in.')
})

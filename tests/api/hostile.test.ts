/**
 * Files that were made to hurt, sent as a maker sends a photo: each is refused, set aside with its reason for the curator
 * to see, or prepared clean. The house goes on as before.
 */
import { readdir } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { listInbox } from '#core/contract/inbox.ts'
import { Problem } from '#core/contract/problems.ts'
import { hiddenParts } from '#api/pictures/hidden.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { sendPiece, until, untilPrepared } from '#tests/support/maker.ts'
import { fixture, readShared, sharedFiles } from '#tests/support/pictures.ts'
import { pngChunk } from '#tests/support/png.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'

let house: TestHouse
let curator: TestCurator
let slug: ArtworkSlug
let houseCode: string
/** What nobody could open is kept for a while, in case somebody can. */
let setAside = 0

beforeAll(async () => {
  house = await openHouse()
  curator = await makeCurator(house)
  const made = await makeArtwork(curator)
  slug = made.slug
  houseCode = made.houseCode
})
afterAll(async () => {
  await house.stop()
  process.stdout.write(`hostile files: ${own.size} of our own, ${sharedFiles('hostile').length} more\n`)
})

/** A PNG that says it is 60,000 pixels wide and high, and holds a few bytes. */
function bomb(): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(60_000, 0)
  header.writeUInt32BE(60_000, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const data = pngChunk('IDAT', deflateSync(Buffer.alloc(1000)))
  return Buffer.concat([signature, pngChunk('IHDR', header), data, pngChunk('IEND', Buffer.alloc(0))])
}

const own = new Map<string, { content: () => Promise<Buffer> | Buffer; becomes: string }>([
  [
    'a page',
    { content: () => Buffer.from('<!doctype html><script>alert(1)</script>'), becomes: 'not-a-picture' },
  ],
  [
    'a vector picture with a script',
    {
      content: () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      becomes: 'not-a-picture',
    },
  ],
  [
    'a command',
    {
      content: () => Buffer.from('push graphic-context\nimage over 0,0 0,0 "|id"'),
      becomes: 'not-a-picture',
    },
  ],
  [
    'a document',
    { content: () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), becomes: 'not-a-picture' },
  ],
  [
    'a video',
    { content: () => Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'), becomes: 'not-a-picture' },
  ],
  [
    "libvips' own kind",
    { content: () => Buffer.from('\x08\xf2\xa6\xb6' + '\0'.repeat(60), 'latin1'), becomes: 'not-a-picture' },
  ],
  ['far more pixels than bytes', { content: bomb, becomes: 'set aside: too-many-pixels' }],
  [
    'half a photo',
    { content: async () => (await fixture('fig.jpg')).subarray(0, 20_000), becomes: 'set aside: truncated' },
  ],
  [
    'half a HEIC',
    {
      content: async () => (await fixture('dogs-p3.heic')).subarray(0, 9_000),
      becomes: 'set aside: truncated',
    },
  ],
  [
    'a photo with an archive behind it',
    {
      content: async () => Buffer.concat([await fixture('fig.jpg'), Buffer.from('PK\x03\x04secret')]),
      becomes: 'ready',
    },
  ],
])

/** @returns what became of it: the problem it was answered with, its reason for being set aside, or `ready` */
async function send(content: Buffer): Promise<string> {
  try {
    const sent = await sendPiece(house.origin, { slug, house: houseCode, content })
    const { preparation } = await untilPrepared(house.origin, sent)
    if (preparation === 'ready') {
      await expectClean(sent.id)
      return 'ready'
    }
    setAside++
    const inbox = await curator.call(listInbox, { params: { slug } })
    return `set aside: ${inbox.find(({ id }) => id === sent.id)?.preparationFailure ?? 'nobody is told why'}`
  } catch (error) {
    if (error instanceof Problem) return error.type
    throw error
  }
}

/** Every stored byte of a piece is a picture and nothing else. */
async function expectClean(id: string): Promise<void> {
  let files = 0
  for await (const { key } of house.deps.storage.list(`pieces/${id}`)) {
    files++
    expect(hiddenParts(await house.deps.storage.read(key))).toEqual([])
  }
  expect(files).toBeGreaterThan(1)
}

test.each([...own])('%s', async (_, { content, becomes }) => {
  expect(await send(await content())).toBe(becomes)
})

const isRefused = /\.(svg|mvg|v)$|page\.jpg$|names\.txt$/
const isBomb = /\/bomb-|65536/

test.each(sharedFiles('hostile'))('%s', { timeout: 120_000 }, async (path) => {
  const outcome = await send(await readShared(path))
  if (isRefused.test(path)) expect(outcome).toBe('not-a-picture')
  else if (isBomb.test(path)) expect(outcome).toBe('set aside: too-many-pixels')
  else expect(outcome).toMatch(/^(ready|not-a-picture|content-missing|set aside: [a-z-]+)$/)
  expect(outcome).not.toMatch(/given-up|nobody/)
})

test('after all of them the house is well, and has written nothing but what it keeps', async () => {
  const health = await fetch(`${house.origin}/api/health`)
  expect(health.status).toBe(200)
  expect((await readdir(house.dataDir)).sort()).toEqual(['cookie-secret', 'files'])
  // What was refused left nothing, and what was prepared is no longer there as it came.
  const kept = async () => {
    const keys: string[] = []
    for await (const { key } of house.deps.storage.list('incoming')) keys.push(key)
    return keys.length
  }
  await until(kept, (count) => count === setAside)
})

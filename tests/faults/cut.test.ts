/** The net breaks off at every tenth of the way: in the end there is one whole piece or none, and nothing is left lying. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweep } from '#api/jobs/sweep.ts'
import { partMaxBytes } from '#core/contract/sending.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { sendPiece, until, type Piece } from '#tests/support/maker.ts'
import { makeArtwork, makeCurator } from '#tests/support/staff.ts'
import { layWire, type Wire } from '#tests/support/wire.ts'
import { sendPieceInParts } from '#tests/support/sending-in-parts.ts'

let house: TestHouse
let wire: Wire
let place: { slug: string; house: string }
let content: Buffer

beforeAll(async () => {
  // Nobody prepares pieces here, so that what was received can be looked at.
  house = await openHouse({ ROLE: 'web' })
  wire = await layWire(house.origin)
  const { slug, houseCode } = await makeArtwork(await makeCurator(house))
  place = { slug, house: houseCode }
  const fig = await readFile(new URL('../fixtures/fig.jpg', import.meta.url))
  content = Buffer.concat([fig, randomBytes(4 * partMaxBytes)])
})
afterAll(async () => {
  await wire.close()
  await house.stop()
})

const unfinished = () => readdir(join(house.dataDir, 'files', '.unfinished')).catch(() => [])

async function storedKeys(...prefixes: string[]): Promise<string[]> {
  const keys: string[] = []
  for (const prefix of prefixes) for await (const { key } of house.deps.storage.list(prefix)) keys.push(key)
  return keys
}

const rowsOf = (id: string) =>
  house.deps.db.selectFrom('piece').select(['incomingKey', 'contentSha256']).where('id', '=', id).execute()

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** One whole piece, its bytes in the store as they were sent, and no part beside it. */
async function expectWhole(id: string): Promise<void> {
  const rows = await rowsOf(id)
  expect(rows.map(({ contentSha256 }) => contentSha256?.toString('hex'))).toEqual([sha256(content)])
  expect(sha256(await house.deps.storage.read(rows[0]?.incomingKey ?? ''))).toBe(sha256(content))
  await untilNoOrphan()
}

/** Bytes that lie there and that no piece names. */
async function orphans(): Promise<string[]> {
  const pieces = await house.deps.db.selectFrom('piece').select('incomingKey').execute()
  const named = new Set(pieces.map(({ incomingKey }) => incomingKey))
  const keys = await storedKeys('parts', 'incoming')
  return [...keys.filter((key) => !named.has(key)), ...(await unfinished())]
}

/** A request that was cut off at its very end may be at it still. */
const untilNoOrphan = () => until(orphans, (keys) => keys.length === 0)

const inEightDays = { now: () => new Date(Date.now() + 8 * 24 * 60 * 60 * 1000) }

type SentFrom = Piece & { readonly id: string }

const ways: Record<string, (origin: string, piece: SentFrom) => Promise<unknown>> = {
  'whole in one request': sendPiece,
  'in parts': sendPieceInParts,
}

describe.each(Object.entries(ways))('a photo sent %s', (way, send) => {
  /** From the first byte to the last, with all that HTTP says around them. */
  let wholeWayBytes = 0
  beforeAll(async () => {
    wire.mend()
    await send(wire.origin, { ...place, content, id: randomUUID() })
    wholeWayBytes = wire.sentBytes()
    expect(wholeWayBytes).toBeGreaterThan(content.length)
  })

  /** @returns the piece that the net broke off under */
  async function sendUntilCut(percent: number): Promise<SentFrom> {
    const piece = { ...place, content, id: randomUUID() }
    wire.cutAfter(Math.floor((wholeWayBytes * percent) / 100))
    await expect(send(wire.origin, piece)).rejects.toThrow()
    await until(unfinished, (names) => names.length === 0)
    wire.mend()
    return piece
  }

  test.each([10, 20, 30, 40, 50, 60, 70, 80, 90])(
    'cut at %i per cent and sent again: one piece, whole',
    async (percent) => {
      const piece = await sendUntilCut(percent)
      expect(await rowsOf(piece.id)).toEqual([])
      await send(wire.origin, piece)
      await expectWhole(piece.id)
      if (way === 'in parts') {
        const left = wholeWayBytes * (1 - percent / 100)
        expect(wire.sentBytes()).toBeLessThan(left + partMaxBytes + 10_000)
      }
    },
  )

  test('cut before the answer and sent again: one piece, whole', async () => {
    const piece = await sendUntilCut(100)
    await send(wire.origin, piece)
    await expectWhole(piece.id)
    if (way === 'in parts') expect(wire.sentBytes()).toBeLessThan(10_000)
  })

  test('cut at every tenth and never sent again: no piece, and after the sweep no byte', async () => {
    for (let percent = 10; percent < 100; percent += 10) {
      const { id } = await sendUntilCut(percent)
      expect(await rowsOf(id)).toEqual([])
    }
    if (way === 'in parts') expect((await storedKeys('parts')).length).toBeGreaterThan(0)
    await sweep({ ...house.deps, clock: inEightDays })
    await untilNoOrphan()
  })
})

test('cut after a part and a half, again and again, it comes nearer each time and arrives', async () => {
  const piece = { ...place, content, id: randomUUID() }
  const arrived: number[] = []
  wire.mend()
  for (let isIn = false; !isIn;) {
    wire.cutAfter(1.5 * partMaxBytes)
    isIn = await sendPieceInParts(wire.origin, piece, (bytes) => arrived.push(bytes)).then(
      () => true,
      () => false,
    )
    await until(unfinished, (names) => names.length === 0)
  }
  expect(arrived).toEqual([...arrived].sort((one, other) => one - other))
  await expectWhole(piece.id)
})

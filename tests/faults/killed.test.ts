/** `kill -9` at every stage of a piece's way: nothing is lost, nothing is half, and nothing is left lying. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile, utimes } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Artwork } from '#core/contract/artworks.ts'
import { partMaxBytes } from '#core/contract/sending.ts'
import { applyOperation } from '#core/contract/composition.ts'
import { getPublicEdition, listEditions } from '#core/contract/editions.ts'
import { decide } from '#core/contract/inbox.ts'
import { askToPublish } from '#tests/support/hang.ts'
import { sendPiece, until, untilPrepared } from '#tests/support/maker.ts'
import { beginArtwork, freePort, openTerminal, type Terminal } from '#tests/support/program.ts'
import { layWire } from '#tests/support/wire.ts'
import { sendPieceInParts } from '#tests/support/sending-in-parts.ts'

let terminal: Terminal
beforeEach(async () => {
  terminal = await openTerminal()
})
afterEach(() => terminal.close())

const files = async (folder: string) =>
  (await readdir(join(terminal.dataDir, 'files', folder), { recursive: true }).catch(() => [])).sort()
const isThere = (names: readonly string[]) => names.length > 0
const isEmpty = (names: readonly string[]) => names.length === 0

/** Sends the first half of a photo, and no more. */
async function sendHalf(origin: string, slug: string): Promise<void> {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(
    `PUT /api/artworks/${slug}/pieces/${randomUUID()} HTTP/1.1\r\nhost: x\r\n` +
      'content-type: multipart/form-data; boundary=x\r\ncontent-length: 900000\r\n\r\n' +
      '--x\r\nContent-Disposition: form-data; name="content"; filename="x"\r\n\r\n' +
      'h'.repeat(100_000),
  )
}

test(
  'killed while a photo arrives, while pieces are prepared and while an edition is drawn',
  { timeout: 240_000 },
  async () => {
    const port = await freePort()
    const first = await terminal.open(port)
    const { slug, curatorAt } = await beginArtwork(first)
    const photos = await Promise.all(
      ['fig.jpg', 'path.jpg', 'sunrise.jpg'].map((name) =>
        readFile(new URL(`../fixtures/${name}`, import.meta.url)),
      ),
    )
    await sendHalf(first.origin, slug)
    await until(() => files('.unfinished'), isThere)
    const sent = await Promise.all(
      photos.map((content) => sendPiece(first.origin, { slug, house: 'aaen', content })),
    )
    await until(() => files('pieces'), isThere)
    await terminal.stop(first.child, 'SIGKILL')

    // The half photo lies there without a name, and perhaps a whole one whose piece was just ready. An hour later …
    for (const folder of ['.unfinished', 'incoming'])
      for (const name of await files(folder))
        await utimes(join(terminal.dataDir, 'files', folder, name), new Date(0), new Date(0))
    const second = await terminal.open(port)
    const curator = curatorAt(second.origin)
    for (const piece of sent) expect((await untilPrepared(second.origin, piece)).preparation).toBe('ready')
    await until(() => files('.unfinished'), isEmpty)
    await until(() => files('incoming'), isEmpty)
    const artwork = Artwork.parse(await (await fetch(`${second.origin}/api/artworks/${slug}`)).json())
    expect(artwork.steps).toBe(3)

    for (const { id } of sent) await curator(decide, { params: { id }, body: { decision: 'approved' } })
    const layout = { kind: 'layout' as const, clientOpId: randomUUID(), layout: 'grid', options: {}, seed: 1 }
    await curator(applyOperation, { params: { slug }, body: layout })
    await askToPublish({ call: curator }, slug)
    await until(() => files('tiles'), isThere)
    await terminal.stop(second.child, 'SIGKILL')

    const third = await terminal.open(port)
    await until(
      () => curatorAt(third.origin)(listEditions, { params: { slug } }),
      ([newest]) => newest?.progress.state === 'published',
    )
    const { pieces, pyramid } = await curatorAt(third.origin)(getPublicEdition, { params: { slug } })
    expect(pieces.map(({ pieceId }) => pieceId).sort()).toEqual(sent.map(({ id }) => id).sort())
    for (const hash of pyramid.levels.flatMap(({ tiles }) => tiles.flat()))
      expect((await fetch(`${third.origin}/api/tiles/${hash}`)).status).toBe(200)
  },
)

test('killed between two parts of a photo, it goes on from there', { timeout: 240_000 }, async () => {
  const port = await freePort()
  const first = await terminal.open(port)
  const { slug } = await beginArtwork(first)
  const fig = await readFile(new URL('../fixtures/fig.jpg', import.meta.url))
  const content = Buffer.concat([fig, randomBytes(3 * partMaxBytes)])
  const piece = { slug, house: 'aaen', content, id: randomUUID() }
  const wire = await layWire(first.origin)
  try {
    // After the second part and into the third, the program is gone.
    const arrived: number[] = []
    const sending = sendPieceInParts(wire.origin, piece, (bytes) => {
      arrived.push(bytes)
      if (bytes === 2 * partMaxBytes) first.child.kill('SIGKILL')
    })
    await expect(sending).rejects.toThrow()
    await terminal.stop(first.child, 'SIGKILL')
    expect(arrived).toEqual([0, partMaxBytes, 2 * partMaxBytes])
    expect(await files(`parts/${piece.id}`)).toEqual(['0', String(partMaxBytes)])

    const second = await terminal.open(port)
    wire.mend()
    const sent = await sendPieceInParts(wire.origin, piece)
    expect(sent.sha256).toBe(createHash('sha256').update(content).digest('hex'))
    expect(wire.sentBytes()).toBeLessThan(content.length - 2 * partMaxBytes + 10_000)
    expect((await untilPrepared(second.origin, sent)).preparation).toBe('ready')
    await until(() => files('incoming'), isEmpty)
    expect(await files('parts')).toEqual([])
  } finally {
    await wire.close()
  }
})

/** What a maker wants done to a photo is done on the server, from the full original. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deletePiece } from '#core/contract/cards.ts'
import { ArtworkSlug, PieceId } from '#core/contract/ids.ts'
import type { PhotoEdits } from '#core/contract/photo-edits.ts'
import { appendPart } from '#core/contract/pieces.ts'
import { partMaxBytes } from '#core/contract/sending.ts'
import type { Quad } from '#core/picture/quad.ts'
import type { RgbPixels } from '#core/picture/straighten.ts'
import { callerOf } from '#tests/support/call.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { sendPiece, untilPrepared, type Piece, type SentPiece } from '#tests/support/maker.ts'
import { photographed, plainSheet } from '#tests/support/photographed.ts'
import { meanDifference, opened, testPattern } from '#tests/support/pictures.ts'
import { makeArtwork, makeCurator } from '#tests/support/staff.ts'

const corners: NonNullable<PhotoEdits['corners']> = [
  [0.25, 0.15],
  [0.85, 0.22],
  [0.95, 0.9],
  [0.1, 0.8],
]
const sheet = testPattern(400, 300)

let house: TestHouse
let place: { slug: string; house: string }
let photo: RgbPixels
let jpeg: Buffer

const asJpeg = ({ data, widthPx, heightPx }: RgbPixels) =>
  sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } }).jpeg({ quality: 95 })

beforeAll(async () => {
  house = await openHouse()
  const { slug, houseCode } = await makeArtwork(await makeCurator(house))
  place = { slug, house: houseCode }
  photo = photographed(sheet, corners satisfies Quad, plainSheet(900, 700, [110, 80, 60]))
  jpeg = await asJpeg(photo).toBuffer()
})
afterAll(() => house.stop())

async function send(given: Partial<Piece>): Promise<SentPiece> {
  const sent = await sendPiece(house.origin, { ...place, content: jpeg, ...given })
  expect(await untilPrepared(house.origin, sent)).toMatchObject({ preparation: 'ready' })
  return sent
}

const master = async ({ id }: SentPiece) => opened(await house.deps.storage.read(`pieces/${id}/master`))

const turnedSheet = async (degrees: number) => opened(await asJpeg(sheet).rotate(degrees).png().toBuffer())

describe('a photo of a sheet', () => {
  test('without a word about it stays as it was taken', async () => {
    const picture = await master(await send({}))
    expect([picture.widthPx, picture.heightPx]).toEqual([900, 700])
    expect(await meanDifference(picture, photo)).toBeLessThan(0.01)
  })

  test('is straightened', async () => {
    const picture = await master(await send({ edits: { corners } }))
    expect(await meanDifference(picture, sheet)).toBeLessThan(0.015)
  })

  test.each([90, 180, 270] as const)('is straightened first, then turned by %i', async (turn) => {
    const picture = await master(await send({ edits: { corners, turn } }))
    expect(picture.widthPx > picture.heightPx).toBe(turn === 180)
    expect(await meanDifference(picture, await turnedSheet(turn))).toBeLessThan(0.015)
  })

  test('is only turned', async () => {
    const picture = await master(await send({ edits: { turn: 90 } }))
    expect([picture.widthPx, picture.heightPx]).toEqual([700, 900])
    const expected = await opened(await asJpeg(photo).rotate(90).png().toBuffer())
    expect(await meanDifference(picture, expected)).toBeLessThan(0.01)
  })

  test('is seen upright first, when the camera was held on its side', async () => {
    // Stored a quarter turn anticlockwise; EXIF says to turn it back.
    const stored = await sharp(await asJpeg(photo).rotate(270).png().toBuffer())
      .jpeg({ quality: 95 })
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const picture = await master(await send({ content: stored, edits: { corners } }))
    expect(await meanDifference(picture, sheet)).toBeLessThan(0.015)
  })

  test('comes in parts with the same words, and again under the same id', async () => {
    const id = randomUUID()
    for (let offset = 0; offset < jpeg.length; offset += partMaxBytes)
      await callerOf(house.origin)(appendPart, {
        params: { slug: ArtworkSlug.parse(place.slug), id: PieceId.parse(id) },
        headers: { 'upload-offset': String(offset) },
        content: new Blob([Uint8Array.from(jpeg.subarray(offset, offset + partMaxBytes))]),
      })
    const piece = { id, edits: { corners, turn: 180 as const } }
    const sent = await send({ ...piece, inParts: true })
    const again = await sendPiece(house.origin, { ...place, ...piece, content: jpeg })
    expect(again.sha256).toBe(sent.sha256)
    expect(await meanDifference(await master(sent), await turnedSheet(180))).toBeLessThan(0.015)
  })

  test('leaves no corner behind when it is deleted', async () => {
    const sent = await send({ edits: { corners, turn: 90 } })
    const edits = () =>
      sql<{
        turnDeg: number
        corners: number[] | null
      }>`select turn_deg, corners from piece where id = ${sent.id}`.execute(house.deps.db)
    expect((await edits()).rows).toEqual([{ turnDeg: 90, corners: corners.flat() }])
    await callerOf(house.origin, sent.headers)(deletePiece, {})
    expect((await edits()).rows).toEqual([{ turnDeg: 0, corners: null }])
  })
})

describe('what cannot be done is refused', () => {
  const [a, b, c, d] = corners
  test.each<[string, Partial<Piece>]>([
    ['crossed corners', { edits: { corners: [a, c, b, d] } }],
    ['mirrored corners', { edits: { corners: [b, a, d, c] } }],
    ['corners on a line', { edits: { corners: [a, b, b, a] } }],
    ['a tiny sheet', { edits: { corners: [a, [0.26, 0.15], [0.26, 0.16], [0.25, 0.16]] } }],
    ['corners outside of the photo', { edits: { corners: [[-0.1, 0], b, c, d] } }],
    ['a turned text', { kind: 'text', content: 'hej', edits: { turn: 90 } }],
    ['a straightened text', { kind: 'text', content: 'hej', edits: { corners } }],
  ])('%s', async (_, given) => {
    const sending = sendPiece(house.origin, { ...place, content: jpeg, ...given })
    await expect(sending).rejects.toMatchObject({ type: 'bad-request' })
  })

  test('by the database as well', async () => {
    const { id } = await send({ kind: 'text', content: 'hej' })
    const wrong = [
      sql`update piece set turn_deg = 90 where id = ${id}`,
      sql`update piece set corners = '{0,0,1,0,1,1,0,1}' where id = ${id}`,
      sql`insert into piece (id, artwork_id, house_id, kind, turn_deg) select ${randomUUID()}::uuid, artwork_id, house_id, 'photo', 45 from piece where id = ${id}`,
      sql`insert into piece (id, artwork_id, house_id, kind, corners) select ${randomUUID()}::uuid, artwork_id, house_id, 'photo', '{0,0,1,0}' from piece where id = ${id}`,
      sql`insert into piece (id, artwork_id, house_id, kind, corners) select ${randomUUID()}::uuid, artwork_id, house_id, 'photo', '{0,0,1,0,1,1,0,2}' from piece where id = ${id}`,
    ]
    for (const query of wrong)
      await expect(query.execute(house.deps.db)).rejects.toMatchObject({ code: '23514' })
  })
})

/** Many small pictures packed into few: what is in them, what it takes to renew them, and what is left of what was taken down. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deletePiece, hidePiece, showPiece } from '#core/contract/cards.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { partTwins } from '#core/contract/inbox.ts'
import { getSheet, listSheets, type Sheet } from '#core/contract/sheets.ts'
import { cellCorner, sheetCellsPx, sheetOf, sheetSize, sizeInCell } from '#core/picture/sheet.ts'
import { deletePiece as deleteAtOnce, eraseBytes } from '#api/cards/withdraw.ts'
import { sweep } from '#api/jobs/sweep.ts'
import { preparePiece } from '#api/pieces/prepare.ts'
import { hiddenParts } from '#api/pictures/hidden.ts'
import { packSheets } from '#api/sheets/pack.ts'
import type { Store } from '#storage/store.ts'
import { callerOf } from '#tests/support/call.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { sendPiece, type SentPiece } from '#tests/support/maker.ts'
import { fixture, opened } from '#tests/support/pictures.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'
import { insertReadyPieces } from '#tests/support/ready-pieces.ts'

/** Nobody works in this house, so that the test packs when it wants to. */
let house: TestHouse
let curator: TestCurator
let slug: ArtworkSlug
let artworkId: string
let houseCode: string

beforeAll(async () => {
  house = await openHouse({ ROLE: 'web' })
  curator = await makeCurator(house)
})
afterAll(() => house.stop())

beforeEach(async () => {
  const made = await makeArtwork(curator)
  ;({ slug, houseCode } = made)
  artworkId = made.artwork.id
})

/** A piece in one plain colour, so that it can be told in a sheet. */
async function bring(background: string): Promise<SentPiece> {
  const content = await sharp({ create: { width: 300, height: 200, channels: 3, background } })
    .png()
    .toBuffer()
  const piece = await sendPiece(house.origin, { slug, house: houseCode, content })
  await preparePiece(house.deps, piece.id)
  return piece
}

const cardOf = ({ headers }: SentPiece) => callerOf(house.origin, headers)
const pack = (storage: Store = house.deps.storage) => packSheets({ ...house.deps, storage }, artworkId)
const list = () => curator.call(listSheets, { params: { slug } })
const ask = ({ sha256 }: Sheet) => curator.call(getSheet, { params: { slug, sha256 } })
const read = async (sheet: Sheet) => Buffer.from(await (await ask(sheet)).arrayBuffer())

async function stored(): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of house.deps.storage.list(`sheets/${artworkId}`)) keys.push(key)
  return keys
}

const red = '#d8483a'
const blue = '#2d6db5'
const green = '#3c8c5a'
const rgbOf = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

/** Whether one pixel of a picture is nearly of a colour. */
function isColour(
  { data, widthPx }: Awaited<ReturnType<typeof opened>>,
  x: number,
  y: number,
  colour: string,
) {
  const at = (y * widthPx + x) * 3
  return rgbOf(colour).every((value, channel) => Math.abs(value - (data[at + channel] ?? 0)) < 12)
}

async function hasColour(bytes: Uint8Array, colour: string): Promise<boolean> {
  const picture = await opened(bytes).catch(() => null)
  if (!picture) return false
  for (let y = 0; y < picture.heightPx; y += 4)
    for (let x = 0; x < picture.widthPx; x += 4) if (isColour(picture, x, y, colour)) return true
  return false
}

/** Every byte in storage that can be opened as a picture and shows the colour. */
async function storedWith(colour: string): Promise<string[]> {
  const found: string[] = []
  for (const prefix of ['pieces', 'incoming', 'sheets', 'tiles'])
    for await (const { key } of house.deps.storage.list(prefix))
      if (await hasColour(await house.deps.storage.read(key), colour)) found.push(key)
  return found
}

/** What other tests of this file have left is none of this one's. */
async function forgetOthers(): Promise<void> {
  for (const prefix of ['pieces', 'sheets']) await house.deps.storage.removeAll(prefix)
}

test('a piece lies in its cell of each size, whole, with nothing around it, and nothing is hidden in a sheet', async () => {
  const pieces = [await bring(red), await bring(blue)]
  await pack()
  const { sheets, pieces: inCells } = await list()
  expect(inCells).toEqual(pieces.map(({ id }) => id))
  expect(sheets.map(({ cellPx, number }) => [cellPx, number])).toEqual([
    [32, 0],
    [128, 0],
  ])
  for (const sheet of sheets) {
    const bytes = await read(sheet)
    expect(bytes.length).toBe(sheet.byteSize)
    expect(hiddenParts(bytes)).toEqual([])
    const picture = await opened(bytes)
    const { widthPx, heightPx } = picture
    expect({ widthPx, heightPx }).toEqual(sheetSize(sheet.cellPx, 1))
    for (const [number, colour] of [red, blue].entries()) {
      const { x, y } = cellCorner(sheet.cellPx, number)
      const inCell = sizeInCell(sheet.cellPx, { widthPx: 300, heightPx: 200 })
      // The picture from edge to edge, and its last pixels on to the end of the cell.
      for (const [right, down] of [
        [0, 0],
        [inCell.widthPx - 1, inCell.heightPx - 1],
        [sheet.cellPx - 1, sheet.cellPx - 1],
      ] as const)
        expect(isColour(picture, x + right, y + down, colour)).toBe(true)
    }
  }
})

test('a thousand and thirty pieces fill one sheet of small cells and begin another; only what changed is made again', async () => {
  const ids = await insertReadyPieces(house.deps, { artworkId, houseCode, count: 1030 })
  await pack()
  const before = await list()
  expect(before.pieces).toEqual(ids)
  const count = (cellPx: number) => before.sheets.filter((sheet) => sheet.cellPx === cellPx).length
  expect([count(32), count(128)]).toEqual([2, 5])

  const added = await bring(green)
  await pack()
  const after = await list()
  expect(after.pieces).toEqual([...ids, added.id])
  const changed = after.sheets.filter(({ sha256 }) => !before.sheets.some((sheet) => sheet.sha256 === sha256))
  expect(changed.map(({ cellPx, number }) => [cellPx, number])).toEqual(
    sheetCellsPx.map((cellPx) => [cellPx, sheetOf(cellPx, 1030)]),
  )
  expect((await stored()).length).toBe(after.sheets.length)
  for (const sheet of changed) {
    const { x, y } = cellCorner(sheet.cellPx, 1030)
    expect(isColour(await opened(await read(sheet)), x, y, green)).toBe(true)
  }
})

test('with nothing to do, nothing is written', async () => {
  await bring(red)
  await pack()
  const before = await stored()
  await pack()
  expect(await stored()).toEqual(before)
})

test.each([
  ['hidden', (piece: SentPiece) => cardOf(piece)(hidePiece, {})],
  ['deleted', (piece: SentPiece) => cardOf(piece)(deletePiece, {})],
])('%s, a piece is in no sheet from that moment on; the next takes its cell', async (_name, takeDown) => {
  const [gone, stays] = [await bring(red), await bring(blue)]
  await pack()
  const before = await list()
  await takeDown(gone)
  for (const sheet of before.sheets) await expect(ask(sheet)).rejects.toMatchObject({ type: 'not-found' })
  expect(await list()).toEqual({ sheets: [], pieces: [null, stays.id] })
  expect(await stored()).toEqual([])

  const next = await bring(green)
  await pack()
  const after = await list()
  expect(after.pieces).toEqual([next.id, stays.id])
  for (const sheet of after.sheets) {
    const bytes = await read(sheet)
    expect(await hasColour(bytes, red)).toBe(false)
    expect(await hasColour(bytes, blue)).toBe(true)
  }
})

test('a hidden piece that is put up again is packed again', async () => {
  const piece = await bring(red)
  await pack()
  await cardOf(piece)(hidePiece, {})
  await pack()
  expect(await list()).toEqual({ sheets: [], pieces: [] })
  await cardOf(piece)(showPiece, {})
  await pack()
  expect((await list()).pieces).toEqual([piece.id])
})

test('deleted, not a byte of it is left in the store, also when nobody packs any more', async () => {
  await forgetOthers()
  const gone = await bring(red)
  await bring(blue)
  await pack()
  expect((await storedWith(red)).length).toBeGreaterThan(2)
  await cardOf(gone)(deletePiece, {})
  expect(await storedWith(red)).toEqual([])
  expect((await storedWith(blue)).length).toBeGreaterThan(0)
})

test('deleted by a process that died at once, its sheets are taken away by the job', async () => {
  await forgetOthers()
  const gone = await bring(red)
  await pack()
  const sheetKeys = await stored()
  const storage: Store = { ...house.deps.storage, removeAll: () => Promise.reject(new Error('died')) }
  await expect(deleteAtOnce({ ...house.deps, storage }, gone.id)).rejects.toThrow('died')
  const { rows } = await sql<{ data: { sheetKeys: string[] } }>`
    select data from pgboss.job where name = 'erase-piece' and data->>'pieceId' = ${gone.id}`.execute(
    house.deps.db,
  )
  expect(rows.map(({ data }) => data.sheetKeys.toSorted())).toEqual([sheetKeys.toSorted()])
  await eraseBytes(house.deps, { pieceId: gone.id, incomingKey: null, sheetKeys })
  expect(await storedWith(red)).toEqual([])
})

test('taken down while its sheet is being packed, it is not in what comes of that', async () => {
  await forgetOthers()
  const [gone, stays] = [await bring(red), await bring(blue)]
  let written = 0
  await pack({
    ...house.deps.storage,
    async write(key, bytes) {
      if (++written === 2) await cardOf(gone)(deletePiece, {})
      return house.deps.storage.write(key, bytes)
    },
  })
  expect((await list()).pieces).toEqual([stays.id])
  expect(await storedWith(red)).toEqual([])
})

test('killed in the middle it leaves the sheets as they were, and the next run clears away what it wrote', async () => {
  await bring(red)
  await pack()
  const before = await list()
  await bring(blue)
  let written = 0
  const killed = pack({
    ...house.deps.storage,
    async write(key, bytes) {
      if (++written === 2) throw new Error('killed')
      return house.deps.storage.write(key, bytes)
    },
  })
  await expect(killed).rejects.toThrow('killed')
  expect(await list()).toEqual(before)
  expect(await stored()).toHaveLength(3)
  for (const sheet of before.sheets) expect((await ask(sheet)).status).toBe(200)
  await pack()
  expect((await list()).sheets).toHaveLength(2)
  expect(await stored()).toHaveLength(2)
})

test('two that pack at once do it once', async () => {
  const ids = await insertReadyPieces(house.deps, { artworkId, houseCode, count: 40 })
  await Promise.all([pack(), pack()])
  expect((await list()).pieces).toEqual(ids)
  expect(await stored()).toHaveLength(2)
})

test('a sheet that the disk has lost is made again', async () => {
  await bring(red)
  await pack()
  const before = await list()
  await house.deps.storage.removeAll(`sheets/${artworkId}`)
  await pack()
  const after = await list()
  expect(after.pieces).toEqual(before.pieces)
  for (const sheet of after.sheets) expect(await hasColour(await read(sheet), red)).toBe(true)
})

test('a piece whose small picture the disk has lost lies there in its colour, and holds up nothing', async () => {
  const lost = await bring(red)
  await house.deps.storage.removeAll(`pieces/${lost.id}`)
  await pack()
  for (const sheet of (await list()).sheets) expect(await hasColour(await read(sheet), red)).toBe(true)
})

test('a twin waits outside of the sheets until it is a piece of its own', async () => {
  const dogs = await fixture('dogs.jpg')
  const send = async () => {
    const piece = await sendPiece(house.origin, { slug, house: houseCode, content: dogs })
    await preparePiece(house.deps, piece.id)
    return piece
  }
  const [first, twin] = [await send(), await send()]
  await pack()
  expect((await list()).pieces).toEqual([first.id])
  await curator.call(partTwins, { params: { id: first.id } })
  await pack()
  expect((await list()).pieces).toEqual([first.id, twin.id])
})

test('what came in is packed once for all that came meanwhile; what was forgotten, the sweep remembers', async () => {
  const waiting = async () =>
    (
      await sql`select from pgboss.job where name = 'pack-sheets' and data->>'artworkId' = ${artworkId}`.execute(
        house.deps.db,
      )
    ).rows.length
  await bring(red)
  await bring(blue)
  expect(await waiting()).toBe(1)
  await sql`delete from pgboss.job where name = 'pack-sheets'`.execute(house.deps.db)
  await sweep(house.deps)
  expect(await waiting()).toBe(1)
  await pack()
  await sql`delete from pgboss.job where name = 'pack-sheets'`.execute(house.deps.db)
  await sweep(house.deps)
  expect(await waiting()).toBe(0)
})

test('what nothing names is swept; what is named stays', async () => {
  await bring(red)
  await pack()
  const named = await stored()
  await house.deps.storage.write(`sheets/${randomUUID()}/left-over`, Buffer.from('x'))
  const clock = { now: () => new Date(Date.now() + 2 * 60 * 60 * 1000) }
  await sweep({ ...house.deps, clock })
  const keys: string[] = []
  for await (const { key } of house.deps.storage.list('sheets')) keys.push(key)
  expect(keys.filter((key) => key.endsWith('left-over'))).toEqual([])
  expect(await stored()).toEqual(named)
})

test('a sheet is kept by a browser for a sitting, is asked for again by its hash, and is for this artwork’s curators alone', async () => {
  await bring(red)
  await pack()
  const [sheet] = (await list()).sheets
  const path = `/api/curator/artworks/${slug}/sheets/${sheet?.sha256}`
  const get = (headers: Record<string, string>) => fetch(house.origin + path, { headers })
  const answer = await get({ cookie: curator.cookie })
  expect(answer.headers.get('cache-control')).toBe('private, max-age=600, immutable')
  const again = { 'if-none-match': answer.headers.get('etag') ?? '', 'cache-control': 'max-age=0' }
  expect((await get({ cookie: curator.cookie, ...again })).status).toBe(304)
  expect((await get({})).status).toBe(401)
  const other = await makeArtwork(curator)
  const elsewhere = curator.call(getSheet, {
    params: { slug: other.slug, sha256: sheet?.sha256 ?? '' },
  })
  await expect(elsewhere).rejects.toMatchObject({ type: 'not-found' })
})

import { expect, test } from 'vitest'
import { PieceId, Sha256 } from '#core/contract/ids.ts'
import type { Sheets as Listed } from '#core/contract/sheets.ts'
import { sheetCapacity, sheetCellsPx } from '#core/picture/sheet.ts'
import type { SheetSource } from './sheet-source.ts'
import { Sheets } from './sheets.ts'

const hex = (number: number, length: number) => number.toString(16).padStart(length, '0')
/** Thousands are asked for again and again: they are made once. */
const ids = Array.from({ length: 5200 }, (_, number) =>
  PieceId.parse(`00000000-0000-4000-8000-${hex(number, 12)}`),
)
function pieceAt(number: number): PieceId {
  const id = ids[number]
  if (!id) throw new Error(`there are only ${ids.length} pieces`)
  return id
}
const hashOf = (cellPx: number, number: number, edition = 0) =>
  Sha256.parse(hex(cellPx * 1_000_000 + number * 100 + edition, 64))

/** An artwork of so many pieces, all packed. */
function listed(count: number, edition = 0): Listed {
  const sheets = sheetCellsPx.flatMap((cellPx) =>
    Array.from({ length: Math.ceil(count / sheetCapacity(cellPx)) }, (_, number) => ({
      cellPx,
      number,
      sha256: hashOf(cellPx, number, edition),
      byteSize: 1,
    })),
  )
  return { sheets, pieces: Array.from({ length: count }, (_, number) => pieceAt(number)) }
}

interface World extends SheetSource {
  answer: Listed
  readonly asked: Sha256[]
  /** How large the sheets were decoded. */
  readonly widthsPx: number[]
  readonly open: Set<ImageBitmap>
  isGone: boolean
  isDown: boolean
  readonly blanked: [number, number][]
}

function newWorld(count: number): World {
  const open = new Set<ImageBitmap>()
  const newBitmap = () => {
    const bitmap: ImageBitmap = { width: 1024, height: 1024, close: () => open.delete(bitmap) }
    open.add(bitmap)
    return bitmap
  }
  const world: World = {
    answer: listed(count),
    asked: [],
    widthsPx: [],
    open,
    isGone: false,
    isDown: false,
    blanked: [],
    list: () => Promise.resolve(world.answer),
    fetch({ sha256, widthPx }) {
      world.asked.push(sha256)
      world.widthsPx.push(widthPx)
      if (world.isDown) return Promise.reject(new Error('nobody answers'))
      return Promise.resolve(world.isGone ? null : newBitmap())
    },
    sizeOf: () => ({ widthPx: 300, heightPx: 200 }),
    blank(_bitmap, x, y) {
      world.blanked.push([x, y])
      return newBitmap()
    },
  }
  return world
}

const wishesFor = (numbers: readonly number[], size: number) =>
  numbers.map((number) => ({ pieceId: pieceAt(number), size }))
const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, at) => from + at)
/** What was asked for has arrived. */
const arrived = () => new Promise((resolve) => setTimeout(resolve))

async function opened(world: World, maxBytes = 100_000_000): Promise<Sheets> {
  const sheets = new Sheets(world, () => undefined, maxBytes)
  await sheets.renew()
  return sheets
}

test('a thousand small pictures come in one sheet, and each is cut out of it where it lies', async () => {
  const world = newWorld(1024)
  const sheets = await opened(world)
  expect(sheets.cellFor(pieceAt(33), 32)).toBeNull()
  expect(sheets.take(wishesFor(upTo(1024), 32))).toEqual([])
  await arrived()
  expect(world.asked).toEqual([hashOf(32, 0)])
  expect(sheets.cellFor(pieceAt(33), 32)).toMatchObject({ x: 32, y: 32, w: 32, h: 21 })
  expect(sheets.cellFor(pieceAt(33), 64)).toBeNull()
  expect(sheets.anyFor(pieceAt(33))).toMatchObject({ w: 32 })
})

test('larger ones come with a small sight of all of them, and the largest by themselves', async () => {
  const world = newWorld(200)
  const sheets = await opened(world)
  expect(sheets.take(wishesFor(upTo(100), 64))).toEqual([])
  expect(world.asked).toEqual([hashOf(32, 0), hashOf(128, 0)])
  await arrived()
  // A cell of 128 px, decoded to half of it.
  expect(world.widthsPx).toEqual([1024, 1024])
  expect(sheets.cellFor(pieceAt(17), 64)).toMatchObject({ x: 64, y: 64, w: 64, h: 42.5 })
  expect(sheets.cellFor(pieceAt(17), 128)).toBeNull()
  const large = wishesFor(upTo(100), 256)
  expect(sheets.take(large)).toEqual(large)
})

test('the smallest come in half their size, in a quarter of the memory; larger ones take their place', async () => {
  const world = newWorld(1024)
  const sheets = await opened(world)
  expect(sheets.take(wishesFor(upTo(1024), 16))).toEqual([])
  await arrived()
  expect(world.widthsPx).toEqual([512])
  expect(sheets.cellFor(pieceAt(33), 16)).toMatchObject({ x: 16, y: 16, w: 16, h: 10.5 })
  expect(sheets.cellFor(pieceAt(33), 32)).toBeNull()
  sheets.take(wishesFor(upTo(1024), 32))
  await arrived()
  expect(sheets.anyFor(pieceAt(33))).toMatchObject({ w: 32 })
  sheets.forget(pieceAt(33))
  expect(world.blanked).toEqual([
    [16, 16],
    [32, 32],
  ])
})

test('a few of many are fetched by themselves', async () => {
  const sheets = await opened(newWorld(1024))
  const few = wishesFor(upTo(10), 32)
  expect(sheets.take(few)).toEqual(few)
})

test('until it is known what the sheets hold, small pictures wait; without a list each comes by itself', async () => {
  const world = newWorld(50)
  const sheets = new Sheets(
    { ...world, list: () => Promise.reject(new Error('nobody answers')) },
    () => undefined,
    100_000_000,
  )
  const wishes = wishesFor(upTo(50), 32)
  expect(sheets.take(wishes)).toEqual([])
  await sheets.renew()
  expect(sheets.take(wishes)).toEqual(wishes)
})

test('a sheet that is gone is not asked for twice; one that nobody answered for is', async () => {
  const world = newWorld(50)
  const sheets = await opened(world)
  const wishes = wishesFor(upTo(20), 32)
  world.isDown = true
  expect(sheets.take(wishes)).toEqual([])
  await arrived()
  world.isDown = false
  world.isGone = true
  expect(sheets.take(wishes)).toEqual([])
  await arrived()
  expect(sheets.take(wishes)).toEqual(wishes)
  expect(world.asked).toHaveLength(2)
})

test('what was not seen longest is let go of, and what is in sight stays, though others want its room', async () => {
  const world = newWorld(4096)
  // Room for two sheets of small cells.
  const sheets = await opened(world, 2 * 1024 * 1024 * 4)
  const see = async (sheet: number) => {
    const wishes = wishesFor(upTo(1024, sheet * 1024), 32)
    const missing = wishes.filter(({ pieceId }) => sheets.cellFor(pieceId, 32) === null)
    const alone = sheets.take(missing)
    await arrived()
    return alone.length
  }
  for (const sheet of [0, 1, 1, 2]) expect(await see(sheet)).toBe(0)
  expect(world.open.size).toBe(2)
  expect(sheets.cellFor(pieceAt(0), 32)).toBeNull()
  expect(sheets.cellFor(pieceAt(1024), 32)).not.toBeNull()
  expect(sheets.cellFor(pieceAt(2048), 32)).not.toBeNull()
  const others = wishesFor(upTo(1024, 3072), 32)
  expect(sheets.take(others)).toEqual(others)
})

test('of a piece that is taken down no pixel stays, and its neighbours are still there', async () => {
  const world = newWorld(100)
  const sheets = await opened(world)
  sheets.take(wishesFor(upTo(100), 32))
  await arrived()
  sheets.forget(pieceAt(33))
  expect(world.blanked).toEqual([[32, 32]])
  expect(world.open.size).toBe(1)
  expect(sheets.anyFor(pieceAt(33))).toBeNull()
  expect(sheets.cellFor(pieceAt(34), 32)).not.toBeNull()
})

test('sheets that were made anew replace the old, whose memory is given back', async () => {
  const world = newWorld(100)
  const sheets = await opened(world)
  sheets.take(wishesFor(upTo(100), 32))
  await arrived()
  world.answer = listed(100, 1)
  await sheets.renew()
  expect(world.open.size).toBe(0)
  sheets.take(wishesFor(upTo(100), 32))
  await arrived()
  expect(world.asked).toEqual([hashOf(32, 0), hashOf(32, 0, 1)])
  sheets.close()
  expect(world.open.size).toBe(0)
})

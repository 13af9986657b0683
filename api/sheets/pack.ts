/**
 * The job `pack-sheets`: gives every piece that curators may see its cell, and makes the sheets that are not there.
 * Killed at any moment it leaves sheets that are whole, and bytes that nothing names, which the next run clears away.
 */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { blockSize, sheetCellsPx, sheetOf, sizeInCell, type SheetCellPx } from '#core/picture/sheet.ts'
import { NotStored } from '#storage/store.ts'
import { lockComposition } from '../composition/repository.ts'
import type { Tx } from '../database/connect.ts'
import type { SheetTable } from '../database/tables.ts'
import type { Deps } from '../deps.ts'
import { announce, artworkTopic } from '../http/events.ts'
import type { Pixels } from '../pictures/pixels.ts'
import {
  composeSheet,
  openForCell,
  plainForCell,
  shrinkForCell,
  type CellContents,
} from '../pictures/sheets.ts'
import * as sheets from './repository.ts'

type Given = Pick<Deps, 'db' | 'storage'>

/** With the artwork's hash: who holds this lock packs its sheets. */
const packingLock = 4_235_237

/**
 * While pieces keep coming a sheet is made anew no more often than this; meanwhile they have their own pictures. When
 * one left, a thousand others have only that, so it goes quicker.
 */
const calmSeconds = { came: 60, left: 5 }

/** A piece came, or left: its artwork's sheets are to be made anew, by and by. */
export async function queuePacking(
  tx: Tx,
  { jobs }: Pick<Deps, 'jobs'>,
  artworkId: string,
  because: keyof typeof calmSeconds,
): Promise<void> {
  await jobs.queue(tx, 'pack-sheets', { artworkId }, { key: artworkId, afterSeconds: calmSeconds[because] })
}

/** Packs what should be packed by now and is not: its job was given up, or the pieces are older than sheets are. */
export async function resumePacking({ db, jobs }: Pick<Deps, 'db' | 'jobs'>): Promise<void> {
  for (const artworkId of await sheets.listUnfinished(db))
    await db.transaction().execute((tx) => queuePacking(tx, { jobs }, artworkId, 'came'))
}

export async function packSheets(deps: Given, artworkId: string): Promise<void> {
  await deps.db.transaction().execute(async (lock) => {
    await sql`select pg_advisory_xact_lock(${packingLock}, hashtext(${artworkId}))`.execute(lock)
    await clearAway(deps, artworkId)
    // What left while we packed is left out before anything is shown.
    while ((await packAll(deps, artworkId)) === 'changed-meanwhile');
  })
}

/** Nobody else writes sheets of this artwork now: bytes without a name are left over, a name without bytes is void. */
async function clearAway({ db, storage }: Given, artworkId: string): Promise<void> {
  const written = new Set<string>()
  for await (const { key } of storage.list(sheets.sheetFolder(artworkId))) written.add(key)
  const named = new Set((await sheets.listStored(db, artworkId)).map(({ storageKey }) => storageKey))
  for (const key of written.difference(named)) await storage.remove(key)
  await db.transaction().execute((tx) => sheets.forgetSheets(tx, [...named.difference(written)]))
}

type Outcome = 'packed' | 'changed-meanwhile'

async function packAll(deps: Given, artworkId: string): Promise<Outcome> {
  const cells = await sheets.listCells(deps.db, artworkId)
  const added = freeNumbers(cells, await sheets.listUnpacked(deps.db, artworkId))
  const blocks = Map.groupBy([...cells, ...added], ({ number }) => Math.floor(number / blockSize))
  const isNew = new Set(added)
  for (const [number, block] of blocks) {
    const outcome = await packBlock(deps, artworkId, { number, cells: block, isNew })
    if (outcome === 'changed-meanwhile') return outcome
  }
  return 'packed'
}

/** Pieces get the lowest numbers that are free. */
function freeNumbers(cells: readonly sheets.Cell[], pieceIds: readonly string[]): sheets.Cell[] {
  const taken = new Set(cells.map(({ number }) => number))
  let number = 0
  return pieceIds.map((pieceId) => {
    while (taken.has(number)) number++
    return { number: number++, pieceId }
  })
}

/** `isNew`: of the cells, those that no sheet shows yet. */
interface Block {
  readonly number: number
  readonly cells: readonly sheets.Cell[]
  readonly isNew: ReadonlySet<sheets.Cell>
}

/** Makes the sheets of one block of numbers, those of either cell size, and shows them in one transaction. */
async function packBlock(deps: Given, artworkId: string, block: Block): Promise<Outcome> {
  const { isNew } = block
  const { db, storage } = deps
  const stored = await sheets.listStored(db, artworkId)
  const made: SheetTable[] = []
  const replaced: string[] = []
  const opened = new Map<string, Pixels>()
  // The large cells first: what is opened for them serves the small ones too.
  for (const cellPx of sheetCellsPx.toReversed())
    for (const [number, cells] of Map.groupBy(block.cells, (cell) => sheetOf(cellPx, cell.number))) {
      const before = stored.find((sheet) => sheet.cellPx === cellPx && sheet.number === number)
      if (before && !cells.some((cell) => isNew.has(cell))) continue
      if (before) replaced.push(before.storageKey)
      const beforeBytes = before ? await unlessLost(storage.read(before.storageKey)) : null
      const contents = await openCells(
        deps,
        cellPx,
        // A sheet as it is shows all of its cells but the new ones.
        beforeBytes ? cells.filter((cell) => isNew.has(cell)) : cells,
        opened,
      )
      const lastNumber = Math.max(...cells.map((cell) => cell.number))
      const bytes = await composeSheet(cellPx, { before: beforeBytes, contents, lastNumber })
      // Never a key that was used before: whoever takes away the old bytes cannot meet the new ones.
      const storageKey = `${sheets.sheetFolder(artworkId)}/${randomUUID()}`
      const { sha256, byteSize } = await storage.write(storageKey, bytes)
      made.push({ artworkId, cellPx, number, byteSize, sha256, storageKey })
    }
  if (made.length === 0) return 'packed'

  const outcome = await show(deps, artworkId, block, made)
  const old = outcome === 'packed' ? replaced : made.map(({ storageKey }) => storageKey)
  for (const key of old) await storage.remove(key)
  return outcome
}

async function show(
  { db }: Given,
  artworkId: string,
  { number, cells, isNew }: Block,
  made: readonly SheetTable[],
): Promise<Outcome> {
  const added = cells.filter((cell) => isNew.has(cell))
  return db.transaction().execute(async (tx): Promise<Outcome> => {
    // Before the pieces, as everywhere: who takes one down waits, and then finds the sheet that holds it.
    await lockComposition(tx, artworkId)
    const now = new Map(
      (await sheets.listCells(tx, artworkId, number)).map((cell) => [cell.number, cell.pieceId]),
    )
    // A piece may even have left its cell and come back.
    const isAsBefore = cells.every(
      (cell) => now.get(cell.number) === (isNew.has(cell) ? undefined : cell.pieceId),
    )
    const addedIds = added.map(({ pieceId }) => pieceId)
    if (!isAsBefore || (await sheets.countPackable(tx, artworkId, addedIds)) < added.length)
      return 'changed-meanwhile'
    await sheets.insertCells(tx, artworkId, added)
    await sheets.insertSheets(tx, made)
    await announce(tx, artworkTopic(artworkId), 'sheets', null)
    return 'packed'
  })
}

/** @param opened pictures of larger cells by their pieces; those that are opened here are added */
async function openCells(
  { db, storage }: Given,
  cellPx: SheetCellPx,
  cells: readonly sheets.Cell[],
  opened: Map<string, Pixels>,
): Promise<CellContents[]> {
  const ids = cells.map(({ pieceId }) => pieceId)
  const pictures = await sheets.listPictures(db, ids, cellPx)
  const contents: CellContents[] = []
  // One after the other: nobody waits for it, and others want the machine.
  for (const { number, pieceId } of cells) {
    const piece = pictures.get(pieceId)
    // Deleted a moment ago: `show` finds out.
    if (!piece) continue
    const size = sizeInCell(cellPx, piece)
    const larger = opened.get(pieceId)
    const bytes = larger ? null : await unlessLost(storage.read(piece.storageKey))
    const picture = larger
      ? shrinkForCell(larger, size)
      : bytes
        ? await openForCell(bytes, size)
        : plainForCell(piece.averageColour, size)
    opened.set(pieceId, picture)
    contents.push({ number, picture })
  }
  return contents
}

const unlessLost = (reading: Promise<Buffer>): Promise<Buffer | null> =>
  reading.catch((error: unknown) => {
    if (error instanceof NotStored) return null
    throw error
  })

import type { z } from 'zod'
import type { Sheets } from '#core/contract/sheets.ts'
import { Problem } from '#core/contract/problems.ts'
import { blockSize, sheetCellsPx, sheetOf, type SheetCellPx } from '#core/picture/sheet.ts'
import type { Db, Tx } from '../database/connect.ts'
import type { SheetTable } from '../database/tables.ts'
import { masterSize } from '../pieces/repository.ts'

export interface Cell {
  readonly number: number
  readonly pieceId: string
}

export const sheetFolder = (artworkId: string) => `sheets/${artworkId}`

const toCellPx = (cellPx: number): SheetCellPx => (cellPx === 32 ? 32 : 128)

/** The artwork's sheets, and its pieces by number: of one moment, so call it in a snapshot. */
export async function listSheets(db: Db, artworkId: string): Promise<z.input<typeof Sheets>> {
  const sheets = await db
    .selectFrom('sheet')
    .select(['cellPx', 'number', 'sha256', 'byteSize'])
    .where('artworkId', '=', artworkId)
    .orderBy('cellPx')
    .orderBy('number')
    .execute()
  const cells = await listCells(db, artworkId)
  const pieces: (string | null)[] = Array.from({ length: (cells.at(-1)?.number ?? -1) + 1 }, () => null)
  for (const { number, pieceId } of cells) pieces[number] = pieceId
  return {
    sheets: sheets.map((sheet) => ({
      ...sheet,
      cellPx: toCellPx(sheet.cellPx),
      sha256: sheet.sha256.toString('hex'),
    })),
    pieces,
  }
}

/** @throws {Problem} not-found */
export async function findSheet(db: Db, artworkId: string, sha256: string) {
  const row = await db
    .selectFrom('sheet')
    .select('storageKey')
    .where('artworkId', '=', artworkId)
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst()
  if (!row) throw new Problem('not-found')
  return row
}

/** In the order of their numbers. @param block only those of one block of numbers */
export function listCells(db: Db, artworkId: string, block?: number): Promise<Cell[]> {
  const [from, to] = block === undefined ? [0, null] : [block * blockSize, (block + 1) * blockSize]
  return db
    .selectFrom('sheetCell')
    .select(['number', 'pieceId'])
    .where('artworkId', '=', artworkId)
    .where('number', '>=', from)
    .$if(to !== null, (query) => query.where('number', '<', to ?? 0))
    .orderBy('number')
    .execute()
}

/** The pieces that have no cell yet, oldest first. */
export async function listUnpacked(db: Db, artworkId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('piece')
    .leftJoin('sheetCell', 'sheetCell.pieceId', 'piece.id')
    .select('piece.id')
    .where('piece.artworkId', '=', artworkId)
    .where('piece.inSheets', '=', true)
    .where('sheetCell.pieceId', 'is', null)
    .orderBy('receivedAt')
    .orderBy('piece.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Where the bytes of the artwork's sheets lie. */
export async function listStored(db: Db, artworkId: string) {
  const rows = await db
    .selectFrom('sheet')
    .select(['cellPx', 'number', 'storageKey'])
    .where('artworkId', '=', artworkId)
    .execute()
  return rows.map((row) => ({ ...row, cellPx: toCellPx(row.cellPx) }))
}

/** What a sheet is made of: each piece with its stored picture that fits a cell. */
export async function listPictures(db: Db, pieceIds: readonly string[], cellPx: SheetCellPx) {
  if (pieceIds.length === 0) return new Map<string, never>()
  const rows = await db
    .selectFrom('piece')
    .innerJoin('rendition', 'rendition.pieceId', 'piece.id')
    .select(['piece.id', 'piece.widthPx', 'piece.heightPx', 'averageColour', 'storageKey', 'sizePx'])
    .where('piece.id', 'in', pieceIds)
    .where('sizePx', '>', masterSize)
    .where('sizePx', '<=', cellPx)
    .orderBy('sizePx')
    .execute()
  // The largest of those that fit comes last, and stays.
  return new Map(
    rows.map(({ id, widthPx, heightPx, averageColour, storageKey }) => [
      id,
      {
        widthPx: widthPx ?? 1,
        heightPx: heightPx ?? 1,
        averageColour: averageColour ?? '#808080',
        storageKey,
      },
    ]),
  )
}

/** Of these pieces, how many may lie in the artwork's sheets. They may until the transaction ends. */
export async function countPackable(tx: Tx, artworkId: string, pieceIds: readonly string[]): Promise<number> {
  if (pieceIds.length === 0) return 0
  const rows = await tx
    .selectFrom('piece')
    .select('id')
    .where('artworkId', '=', artworkId)
    .where('inSheets', '=', true)
    .where('id', 'in', pieceIds)
    .forShare()
    .execute()
  return rows.length
}

/** Gives pieces their cells. The sheets that cover them are gone by that: `insertSheets` comes after it. */
export async function insertCells(tx: Tx, artworkId: string, cells: readonly Cell[]): Promise<void> {
  if (cells.length === 0) return
  await tx
    .insertInto('sheetCell')
    .values(cells.map((cell) => ({ artworkId, ...cell })))
    .execute()
}

export async function insertSheets(tx: Tx, sheets: readonly SheetTable[]): Promise<void> {
  await tx.insertInto('sheet').values(sheets).execute()
}

export async function forgetSheets(tx: Tx, storageKeys: readonly string[]): Promise<void> {
  if (storageKeys.length === 0) return
  await tx.deleteFrom('sheet').where('storageKey', 'in', storageKeys).execute()
}

/**
 * The piece is about to be taken down: it leaves its cell, and with it go the sheets that held it. The composition of
 * the artwork is locked.
 * @returns where their bytes lie, which nothing names any more
 */
export async function leaveSheets(tx: Tx, artworkId: string, pieceId: string): Promise<string[]> {
  const cell = await tx
    .selectFrom('sheetCell')
    .select('number')
    .where('pieceId', '=', pieceId)
    .executeTakeFirst()
  if (!cell) return []
  const holding = (await listStored(tx, artworkId)).filter(
    ({ cellPx, number }) => sheetOf(cellPx, cell.number) === number,
  )
  await tx.deleteFrom('sheetCell').where('pieceId', '=', pieceId).execute()
  return holding.map(({ storageKey }) => storageKey)
}

/** Of all artworks, for the sweep. */
export async function allStored(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('sheet').select('storageKey').execute()
  return new Set(rows.map(({ storageKey }) => storageKey))
}

/** The artworks with pieces that lie in no sheet, or not in both. */
export async function listUnfinished(db: Db): Promise<string[]> {
  const unpacked = await db
    .selectFrom('piece')
    .leftJoin('sheetCell', 'sheetCell.pieceId', 'piece.id')
    .select('piece.artworkId')
    .distinct()
    .where('piece.inSheets', '=', true)
    .where('sheetCell.pieceId', 'is', null)
    .execute()
  const cells = await db.selectFrom('sheetCell').select(['artworkId', 'number']).execute()
  const sheets = await db.selectFrom('sheet').select(['artworkId', 'cellPx', 'number']).execute()
  const nameOf = (artworkId: string, cellPx: number, number: number) => `${artworkId}/${cellPx}/${number}`
  const there = new Set(sheets.map(({ artworkId, cellPx, number }) => nameOf(artworkId, cellPx, number)))
  const uncovered = cells.filter(({ artworkId, number }) =>
    sheetCellsPx.some((cellPx) => !there.has(nameOf(artworkId, cellPx, sheetOf(cellPx, number)))),
  )
  return [...new Set([...unpacked, ...uncovered].map(({ artworkId }) => artworkId))]
}

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  blockSize,
  cellCorner,
  sheetCapacity,
  sheetCellsPx,
  sheetOf,
  sheetSize,
  sizeInCell,
} from './sheet.ts'

const cellPx = fc.constantFrom(...sheetCellsPx)
const number = fc.nat({ max: 100_000 })
const sidePx = fc.integer({ min: 1, max: 6000 })

test('twenty-five thousand pieces lie in 25 sheets of small cells and 98 of large ones', () => {
  expect(sheetOf(32, 24_999) + 1).toBe(25)
  expect(sheetOf(128, 24_999) + 1).toBe(98)
  expect(sheetSize(32, 1023)).toEqual({ widthPx: 1024, heightPx: 1024 })
  expect(sheetSize(128, 255)).toEqual({ widthPx: 2048, heightPx: 2048 })
})

test('a sheet ends with the row of its last cell', () => {
  expect(sheetSize(32, 0)).toEqual({ widthPx: 1024, heightPx: 32 })
  expect(sheetSize(32, 32)).toEqual({ widthPx: 1024, heightPx: 64 })
  expect(sheetSize(128, 256 + 15)).toEqual({ widthPx: 2048, heightPx: 128 })
})

test('no two numbers share a cell, and every cell lies whole in its sheet, on the blocks of a JPEG', () => {
  fc.assert(
    fc.property(cellPx, number, number, (cell, one, other) => {
      const { x, y } = cellCorner(cell, one)
      const size = sheetSize(cell, one)
      expect(x + cell).toBeLessThanOrEqual(size.widthPx)
      expect(y + cell).toBe(size.heightPx)
      expect([x % 8, y % 8]).toEqual([0, 0])
      const place = (at: number) => JSON.stringify([sheetOf(cell, at), cellCorner(cell, at)])
      expect(place(one) === place(other)).toBe(one === other)
    }),
  )
})

test('a block of numbers fills whole sheets of every cell size', () => {
  for (const cell of sheetCellsPx) expect(blockSize % sheetCapacity(cell)).toBe(0)
})

test('a picture keeps its proportions, fits its cell, and is never enlarged', () => {
  expect(sizeInCell(128, { widthPx: 6000, heightPx: 4000 })).toEqual({ widthPx: 128, heightPx: 85 })
  expect(sizeInCell(32, { widthPx: 20, heightPx: 10 })).toEqual({ widthPx: 20, heightPx: 10 })
  fc.assert(
    fc.property(cellPx, sidePx, sidePx, (cell, widthPx, heightPx) => {
      const inCell = sizeInCell(cell, { widthPx, heightPx })
      expect(Math.max(inCell.widthPx, inCell.heightPx)).toBe(Math.min(cell, Math.max(widthPx, heightPx)))
      expect(Math.min(inCell.widthPx, inCell.heightPx)).toBeGreaterThanOrEqual(1)
      expect(Math.abs(inCell.widthPx * heightPx - inCell.heightPx * widthPx)).toBeLessThanOrEqual(
        Math.max(widthPx, heightPx),
      )
    }),
  )
})

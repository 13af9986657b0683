import { expect, test } from 'vitest'
import { PieceId, Sha256 } from '#core/contract/ids.ts'
import { cellsOf, cutOf, payingSheets, shownSize } from './cells.ts'

const id = (number: number) => PieceId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)
const sha = (letter: string) => Sha256.parse(letter.repeat(64))

test('a piece lies in the large cell of its number, if that sheet is listed', () => {
  const pieces = Array.from({ length: 300 }, (_, number) => (number === 1 ? null : id(number)))
  const sheets = [
    { cellPx: 32 as const, number: 0, sha256: sha('a'), byteSize: 1 },
    { cellPx: 128 as const, number: 0, sha256: sha('b'), byteSize: 1 },
  ]
  const cells = cellsOf({ sheets, pieces })
  expect(cells.get(id(0))).toEqual({ sha256: sha('b'), number: 0 })
  expect(cells.get(id(255))).toEqual({ sha256: sha('b'), number: 255 })
  expect(cells.get(id(256))).toBeUndefined()
  expect(cells.size).toBe(255)
})

test('a sheet pays from four of its pieces on', () => {
  const cell = (letter: string, number: number) => ({ sha256: sha(letter), number })
  const four = [1, 2, 3, 4].map((number) => cell('b', number))
  expect(payingSheets([...four, cell('c', 300), undefined])).toEqual(new Set([sha('b')]))
  expect(payingSheets(four.slice(1)).size).toBe(0)
})

test('a cut is scaled to its box as its picture is, and shows just that', () => {
  const lying = { widthPx: 1_200, heightPx: 600 }
  expect(shownSize(64, lying)).toEqual({ widthPx: 64, heightPx: 32 })
  // Number 17: second column of the second row of 16.
  expect(cutOf({ sha256: sha('b'), number: 17 }, 64, lying)).toEqual({
    size: '1024px auto',
    position: '-64px -64px',
  })
  // Never larger than it is.
  expect(shownSize(64, { widthPx: 20, heightPx: 10 })).toEqual({ widthPx: 20, heightPx: 10 })
})

import { expect, test } from 'vitest'
import { hilbertIndex } from './hilbert.ts'

const cells = (depth: number) => {
  const side = 2 ** depth
  return Array.from({ length: side * side }, (_, i) => {
    const column = i % side
    const row = Math.floor(i / side)
    return { column, row, index: hilbertIndex((column + 0.5) / side, (row + 0.5) / side, depth) }
  }).sort((one, other) => one.index - other.index)
}

test('the smallest curve goes away, across and back', () => {
  expect(cells(1).map(({ column, row }) => [column, row])).toEqual([
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
  ])
})

test.each([1, 2, 3, 5])('a curve of depth %i comes to every cell once, by single steps', (depth) => {
  const walked = cells(depth)
  expect(walked.map(({ index }) => index)).toEqual(walked.map((_, at) => at))
  for (const [at, { column, row }] of walked.entries()) {
    const before = walked[at - 1]
    if (before) expect(Math.abs(before.column - column) + Math.abs(before.row - row)).toBe(1)
  }
  expect(walked[0]).toMatchObject({ column: 0, row: 0 })
  expect(walked.at(-1)).toMatchObject({ column: 2 ** depth - 1, row: 0 })
})

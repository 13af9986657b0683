import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Placement } from '#core/contract/composition.ts'
import { beside, between, outlineOf, type Way } from './outline.ts'

const place = (n: number, xMm: number, yMm: number, sideMm = 80): Placement =>
  Placement.parse({
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    pieceId: null,
    slot: null,
    xMm,
    yMm,
    widthMm: sideMm,
    heightMm: sideMm,
    rotationDeg: 0,
    layer: n,
    locked: false,
    revision: 0,
  })

const frame = { widthMm: 1000, heightMm: 1000 }

/** Three rows of four, a hundred millimetres apart: 0 to 3, 4 to 7, 8 to 11. */
const rows = Array.from({ length: 12 }, (_, n) => place(n, 100 * (n % 4), 100 * Math.floor(n / 4)))
const numberOf = (one: Placement | undefined) => one?.layer
const at = (placements: readonly Placement[], n: number): Placement => {
  const found = placements[n]
  if (!found) throw new Error(`there is no ${n}`)
  return found
}

test('pieces that stand in rows are a grid, in which an arrow goes to what stands there', () => {
  const outline = outlineOf(rows, frame)
  expect(outline.isGrid).toBe(true)
  expect(outline.rows.map((row) => row.map(numberOf))).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
    [8, 9, 10, 11],
  ])
  const from = at(rows, 5)
  const ways: readonly Way[] = ['left', 'right', 'up', 'down']
  expect(ways.map((way) => numberOf(beside(outline, from, way)))).toEqual([4, 6, 1, 9])
  expect(beside(outline, at(rows, 0), 'left')).toBeUndefined()
  expect(beside(outline, at(rows, 0), 'up')).toBeUndefined()
})

test('pieces that lie as they fell are a list, in which the side arrows still go by where they lie', () => {
  const strewn = [place(0, 0, 0), place(1, 300, 70, 40), place(2, 120, 150), place(3, 500, 260, 30)]
  const outline = outlineOf(strewn, frame)
  expect(outline.isGrid).toBe(false)
  expect(outline.rows.map((row) => row.map(numberOf))).toEqual([[0], [1], [2], [3]])
  expect(numberOf(beside(outline, at(strewn, 0), 'down'))).toBe(1)
  expect(numberOf(beside(outline, at(strewn, 0), 'right'))).toBe(1)
  expect(numberOf(beside(outline, at(strewn, 2), 'left'))).toBeUndefined()
})

test('the ground is read last, by itself, and leaves the rows as they are', () => {
  // Its middle is that of the rows.
  const small = { widthMm: 300, heightMm: 200 }
  const ground = { ...place(20, 150, 100), ...small, layer: -1, locked: true }
  const outline = outlineOf([ground, ...rows], small)
  expect(outline.isGrid).toBe(true)
  expect(outline.rows).toEqual([...outlineOf(rows, small).rows, [ground]])
})

test('a range holds what lies between as one reads, whichever end it begins at', () => {
  const outline = outlineOf(rows, frame)
  const [one, other] = [at(rows, 2).id, at(rows, 5).id]
  const range = [2, 3, 4, 5].map((n) => at(rows, n).id)
  expect(between(outline, one, other)).toEqual(range)
  expect(between(outline, other, one)).toEqual(range)
})

describe('wherever pieces lie', () => {
  const placements = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 })), {
      minLength: 1,
      maxLength: 30,
    })
    .map((spots) => spots.map(([x, y], n) => place(n, x, y)))

  test('each is in the outline once, and where the outline says', () => {
    fc.assert(
      fc.property(placements, (all) => {
        const { rows: read, spots } = outlineOf(all, frame)
        expect(read.flat().map(numberOf).sort()).toEqual(all.map(numberOf).sort())
        for (const one of all) {
          const spot = spots.get(one.id)
          expect(spot && read[spot.row]?.[spot.column]).toBe(one)
        }
      }),
    )
  })

  test('up and down lead over all of them, and an arrow never stays where it is', () => {
    fc.assert(
      fc.property(placements, fc.constantFrom<Way>('left', 'right', 'up', 'down'), (all, way) => {
        const outline = outlineOf(all, frame)
        for (const one of all) expect(beside(outline, one, way)).not.toBe(one)
        let row = outline.rows[0]?.[0]
        for (let step = 1; step < outline.rows.length; step++) row = row && beside(outline, row, 'down')
        expect(row && outline.spots.get(row.id)?.row).toBe(outline.rows.length - 1)
      }),
    )
  })
})

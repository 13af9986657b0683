import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { free } from './free.ts'
import { grid } from './grid.ts'
import type { LayoutStanding } from './layout.ts'
import { arrangedIds, idNumbered, idsOf, overlapping, piecesOf } from './testing/scenes.ts'

const frame = { widthMm: 1600, heightMm: 900 }
const pieces = piecesOf(24, 4)
const at = (index: number, xMm: number, yMm: number, more: Partial<LayoutStanding> = {}): LayoutStanding => ({
  pieceId: idNumbered(index),
  box: { xMm, yMm, widthMm: 160, heightMm: 120, rotationDeg: 0 },
  slot: null,
  layer: index,
  ...more,
})
const arrange = (standing: readonly LayoutStanding[], options: object = {}) =>
  free.arrange({ pieces, frame, options: free.options.parse(options), locks: [], standing, seed: 1 })

test('what stands, stands: nothing of it is moved, turned or laid higher', () => {
  const standing = [at(3, 200, 200), at(5, 1300, 700, { slot: 'r0c0' }), at(4, 240, 230)]
  const arranged = arrange(standing)
  expect(arranged).toEqual(expect.arrayContaining(standing))
  expect(arrangedIds(arranged)).toEqual(idsOf(pieces))
})

test('who had no place is laid on nobody, and on no empty place', () => {
  const standing = [at(0, 400, 300), at(1, 1200, 600), at(2, 800, 450, { pieceId: null })]
  const arranged = arrange(standing)
  const marigold = standing.filter(({ pieceId }) => pieceId === null)
  expect(overlapping([...arranged, ...marigold])).toEqual([])
})

test('those of a house come near to the others of it', () => {
  const [first] = pieces
  const mates = pieces.filter(({ houseCode, id }) => houseCode === first?.houseCode && id !== first.id)
  const arranged = arrange([at(0, 200, 150)])
  const away = (id: string) => {
    const box = arranged.find(({ pieceId }) => pieceId === id)?.box
    return box ? Math.hypot(box.xMm - 200, box.yMm - 150) : Infinity
  }
  const mean = (all: readonly { readonly id: string }[]) =>
    all.reduce((sum, { id }) => sum + away(id), 0) / all.length
  const strangers = pieces.filter(({ houseCode }) => houseCode !== first?.houseCode)
  expect(mean(mates)).toBeLessThan(mean(strangers))
})

test('an empty place in a field heals with the next piece of the house', () => {
  const house = pieces[7]?.houseCode ?? ''
  const empty = at(7, 800, 450, { pieceId: null, slot: `${house}.3` })
  const standing = [empty, ...pieces.slice(0, 7).map((_, index) => at(index, 200 * index + 100, 100))]
  const healed = arrange(standing).find(({ slot }) => slot === `${house}.3`)
  const waiting = pieces.slice(7).filter(({ houseCode }) => houseCode === house)
  expect(healed?.pieceId).toBe(waiting[0]?.id)
  expect(healed?.box).toMatchObject({ xMm: 800, yMm: 450 })
  expect(arrange(standing, { fillEmpty: false }).find(({ slot }) => slot === `${house}.3`)).toBeUndefined()
})

test('a work in which everyone has a place is left just as it is', () => {
  const given = { pieces, frame, locks: [], standing: [], seed: 1 }
  const standing = grid.arrange({ ...given, options: grid.options.parse({}) })
  expect(arrange(standing)).toEqual(standing)
})

test('if it is wished, nobody covers another any more, and who covered nobody stays', () => {
  const place = fc.record({
    x: fc.double({ min: 0, max: 1, noNaN: true }),
    y: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(place, { maxLength: pieces.length }), (places) => {
      const standing = places.map(({ x, y }, index) => at(index, 80 + x * 1440, 60 + y * 780))
      const arranged = arrange(standing, { moveApart: true })
      expect(overlapping(arranged)).toEqual([])
      expect(arrangedIds(arranged)).toEqual(idsOf(pieces))
      if (overlapping(standing).length === 0) expect(arranged.slice(0, standing.length)).toEqual(standing)
    }),
    { numRuns: 40 },
  )
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { PieceId } from '../contract/ids.ts'
import { grid, gridOptions } from './grid.ts'
import type { LayoutPiece } from './layout.ts'
import { layoutById, layouts } from './registry.ts'
import { edges, idsOf, overlap, overlapping, sceneWith, slackMm } from './testing/scenes.ts'

const options = fc
  .record({
    columns: fc.oneof(fc.constant('auto' as const), fc.integer({ min: 1, max: 40 })),
    gapMm: fc.integer({ min: 0, max: 400 }),
    marginMm: fc.integer({ min: 0, max: 2000 }),
    order: fc.constantFrom('arrival' as const, 'house' as const, 'colour' as const),
  })
  .map((given) => gridOptions.parse(given))
const scene = sceneWith(options)
const openScene = scene.map((given) => ({ ...given, locks: [] }))

test('a grid places every piece exactly once, each in its own slot', () => {
  fc.assert(
    fc.property(openScene, (given) => {
      const arranged = grid.arrange(given)
      expect(arranged.map(({ pieceId }) => pieceId).sort()).toEqual(idsOf(given.pieces))
      expect(new Set(arranged.map(({ slot }) => slot)).size).toBe(arranged.length)
      for (const { slot } of arranged) expect(slot).toMatch(/^r\d+c\d+$/)
    }),
  )
})

test('nothing overlaps and nothing leaves the frame, with locked places or without', () => {
  fc.assert(
    fc.property(scene, (given) => {
      const arranged = grid.arrange(given)
      expect(overlapping(arranged)).toEqual([])
      for (const { box } of arranged) {
        const { left, right, top, bottom } = edges(box)
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(-slackMm)
        expect(right).toBeLessThanOrEqual(given.frame.widthMm + slackMm)
        expect(bottom).toBeLessThanOrEqual(given.frame.heightMm + slackMm)
      }
    }),
  )
})

test('no piece is cropped: each keeps its own shape', () => {
  fc.assert(
    fc.property(scene, (given) => {
      const aspects = new Map(given.pieces.map(({ id, aspect }) => [id, aspect]))
      for (const { pieceId, box } of grid.arrange(given))
        expect(box.widthMm / box.heightMm).toBeCloseTo(aspects.get(pieceId) ?? 0, 6)
    }),
  )
})

test('a locked upright place is kept clear, and still every piece finds room beside it', () => {
  fc.assert(
    fc.property(scene, (given) => {
      const locks = given.locks.map((lock) => ({ ...lock, box: { ...lock.box, rotationDeg: 0 } }))
      const auto = { ...given.options, columns: 'auto' as const }
      const arranged = grid.arrange({ ...given, options: auto, locks })
      expect(arranged).toHaveLength(given.pieces.length)
      for (const { box } of arranged) for (const lock of locks) expect(overlap(box, lock.box)).toBe(false)
    }),
  )
})

test('a locked piece is not placed a second time', () => {
  fc.assert(
    fc.property(openScene, (given) => {
      const [first] = given.pieces
      const box = { xMm: 5, yMm: 5, widthMm: 1, heightMm: 1, rotationDeg: 0 }
      const locks = first ? [{ pieceId: first.id, box }] : []
      const arranged = grid.arrange({ ...given, locks })
      expect(arranged.map(({ pieceId }) => pieceId)).not.toContain(first?.id)
    }),
  )
})

test('the same seed gives the same grid', () => {
  fc.assert(
    fc.property(scene, (given) => {
      expect(grid.arrange(given)).toEqual(grid.arrange(given))
    }),
  )
})

test('the order of a house keeps its pieces together', () => {
  fc.assert(
    fc.property(openScene, (given) => {
      const houses = new Map(given.pieces.map(({ id, houseCode }) => [id, houseCode]))
      const row = grid
        .arrange({ ...given, options: { ...given.options, order: 'house' } })
        .map(({ pieceId }) => houses.get(pieceId))
      const turns = row.filter((house, index) => house !== row[index - 1])
      expect(turns.length).toBe(new Set(row).size)
    }),
  )
})

test('colours go round the wheel, and greys come last from light to dark', () => {
  const of = (averageColour: string, index: number): LayoutPiece => ({
    id: PieceId.parse(`00000000-0000-4000-8000-00000000000${index}`),
    houseCode: 'aaen',
    aspect: 1,
    averageColour,
  })
  const wheel = ['#202020', '#ff0000', '#f0f0f0', '#0000ff', '#00aa00', '#ffcc00'].map(of)
  const arranged = grid.arrange({
    pieces: wheel,
    frame: { widthMm: 600, heightMm: 100 },
    options: gridOptions.parse({ order: 'colour' }),
    locks: [],
    standing: [],
    seed: 1,
  })
  const colours = new Map(wheel.map(({ id, averageColour }) => [id, averageColour]))
  const row = arranged.map(({ pieceId }) => colours.get(pieceId))
  expect(row.slice(-2)).toEqual(['#f0f0f0', '#202020'])
  const start = row.indexOf('#ff0000')
  const turned = [...row.slice(start, 4), ...row.slice(0, start)]
  expect(turned).toEqual(['#ff0000', '#ffcc00', '#00aa00', '#0000ff'])
})

test('twenty-five thousand pieces are a grid too', () => {
  const many = Array.from({ length: 25_000 }, (_, index): LayoutPiece => {
    const id = PieceId.parse(`00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`)
    return { id, houseCode: 'aaen', aspect: 0.75 + (index % 5) / 5, averageColour: '#808080' }
  })
  const box = { xMm: 3000, yMm: 2000, widthMm: 1500, heightMm: 900, rotationDeg: 0 }
  const arranged = grid.arrange({
    pieces: many,
    frame: { widthMm: 6000, heightMm: 4000 },
    options: gridOptions.parse({}),
    locks: [{ pieceId: null, box }],
    standing: [],
    seed: 1,
  })
  expect(arranged).toHaveLength(25_000)
})

test('the registry knows every layout by its id, and each has a default for every option', () => {
  expect(new Set(layouts.map(({ id }) => id)).size).toBe(layouts.length)
  for (const layout of layouts) {
    expect(layoutById(layout.id)).toBe(layout)
    const frame = { widthMm: 1000, heightMm: 1000 }
    expect(layout.arrange({ pieces: [], frame, options: {}, locks: [], standing: [], seed: 0 })).toEqual([])
  }
  expect(layoutById('unheard-of')).toBeUndefined()
})

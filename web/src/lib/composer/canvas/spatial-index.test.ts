import { expect, test } from 'vitest'
import type { Placement } from '#core/contract/composition.ts'
import { compositionOf } from '#core/composition/state.ts'
import { placed } from '../testing/placed.ts'
import { SpatialIndex } from './spatial-index.ts'

const frame = { widthMm: 1000, heightMm: 1000 }
const all = { minX: 0, minY: 0, maxX: 1000, maxY: 1000 }

function boundsOf(placements: Placement[], leastMm: number, except: Placement[] = []): number[] {
  const index = new SpatialIndex(frame)
  index.follow(compositionOf(placements))
  const found = index.boundsIn(all, leastMm, new Set(except.map(({ id }) => id)))
  return found.map(({ minX }) => minX).sort((one, other) => one - other)
}

test('what is as wide or as high as asked is found, but for what is moved itself', () => {
  const small = placed(1, { widthMm: 10, heightMm: 10 })
  const high = placed(2, { widthMm: 10, heightMm: 60 })
  const wide = placed(3, { widthMm: 60, heightMm: 10 })
  expect(boundsOf([small, high, wide], 0)).toEqual([95, 195, 270])
  expect(boundsOf([small, high, wide], 20)).toEqual([195, 270])
  expect(boundsOf([small, high, wide], 20, [high])).toEqual([270])
})

test('a field lies beneath, and nothing lines up with it', () => {
  const field = placed(4, {
    pieceId: null,
    element: { kind: 'field', colour: '#14213d' },
    widthMm: 500,
    heightMm: 100,
  })
  expect(boundsOf([field, placed(2, {})], 0)).toEqual([160])
})

test('the hand reaches through the ground, and nothing that stands elsewhere is in its way', () => {
  const whole = { xMm: 500, yMm: 500, widthMm: 1000, heightMm: 1000, layer: -1 }
  const index = new SpatialIndex(frame)
  const [ground, piece] = [placed(9, { ...whole, locked: true }), placed(2)]
  index.follow(compositionOf([ground, piece]))
  const bare = { minX: 500, minY: 500, maxX: 600, maxY: 600 }
  expect(index.at({ x: 550, y: 550 })).toBeUndefined()
  expect(index.at({ x: 200, y: 50 })).toBe(piece)
  expect(index.catchable(all)).toEqual([piece])
  expect(index.anyIn(bare)).toBeUndefined()
  expect(index.boundsIn(bare, 0, new Set())).toEqual([])
  // It is drawn all the same.
  expect(index.within(bare)).toEqual([ground])

  const loose = { ...ground, locked: false }
  index.follow(compositionOf([loose, piece]))
  expect(index.at({ x: 550, y: 550 })).toBe(loose)
})

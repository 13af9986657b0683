import { expect, test } from 'vitest'
import type { Placement } from '#core/contract/composition.ts'
import { compositionOf } from '#core/composition/state.ts'
import { placed } from '../testing/placed.ts'
import { SpatialIndex } from './spatial-index.ts'
import { shownStock, Standing } from './stock.ts'

const all = { minX: 0, minY: 0, maxX: 1000, maxY: 1000 }

function standing(...placements: Placement[]) {
  const state = compositionOf(placements)
  const index = new SpatialIndex({ widthMm: 1000, heightMm: 1000 })
  index.follow(state)
  return { state, index, stock: new Standing(index) }
}

test('what the hand holds is left out, and it is told where, once', () => {
  const [one, other] = [placed(1), placed(2)]
  const { state, stock } = standing(one, other)
  expect(stock.within(all).map(({ pieceId }) => pieceId)).toEqual([other.pieceId, one.pieceId])
  const held = new Map([[one.id, { ...one, xMm: 700 }]])
  expect(stock.leaveOut(held, state)).toEqual([{ minX: 60, minY: 20, maxX: 140, maxY: 80 }])
  expect(stock.within(all)).toEqual([other])
  expect(stock.leaveOut(new Map([[one.id, { ...one, xMm: 800 }]]), state)).toEqual([])
  expect(stock.leaveOut(new Map(), state)).toHaveLength(1)
  expect(stock.within(all)).toHaveLength(2)
})

test('the index tells where something came, changed or left since it was last asked', () => {
  const { state, index } = standing(placed(1), placed(2))
  expect(index.takeChanged()).toHaveLength(2)
  expect(index.takeChanged()).toEqual([])
  index.follow(
    compositionOf([...state.values()].map((one) => (one.layer === 9 ? { ...one, xMm: 500 } : one))),
  )
  expect(index.takeChanged().map(({ minX }) => minX)).toEqual([60, 460])
})

test('a layout that is looked at is drawn in its own order', () => {
  const box = { xMm: 300, yMm: 300, widthMm: 10, heightMm: 10, rotationDeg: 0 }
  const ids = [7, 3, 8].flatMap((number) => placed(number).pieceId ?? [])
  const aside = { ...box, xMm: 900 }
  const stock = shownStock([...ids.map((pieceId) => ({ pieceId, box })), { pieceId: null, box: aside }])
  expect(stock.count).toBe(4)
  const near = stock.within({ minX: 290, minY: 290, maxX: 310, maxY: 310 })
  expect(near.map(({ pieceId }) => pieceId)).toEqual(ids)
  expect(near[0]).toMatchObject(box)
})

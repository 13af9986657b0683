import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Rect } from '../canvas/camera.ts'
import { gridStepMm, snap, type Surroundings } from './snap.ts'

const rect = (minX: number, minY: number, widthMm: number, heightMm: number): Rect => ({
  minX,
  minY,
  maxX: minX + widthMm,
  maxY: minY + heightMm,
})

const around = (neighbours: readonly Rect[], given: Partial<Surroundings> = {}): Surroundings => ({
  neighbours,
  frame: rect(0, 0, 1000, 1000),
  reachMm: 10,
  gridMm: null,
  ...given,
})

test('an edge that is nearly at a neighbour’s edge comes to lie at it, and the line is shown over both', () => {
  const { byXMm, byYMm, guides } = snap(rect(104, 400, 50, 50), around([rect(100, 200, 80, 60)]))
  expect([byXMm, byYMm]).toEqual([-4, 0])
  expect(guides).toEqual([{ axis: 'x', atMm: 100, fromMm: 200, toMm: 450 }])
})

test('what is out of reach draws nothing', () => {
  expect(snap(rect(300, 415, 50, 50), around([rect(100, 200, 80, 60)]))).toEqual({
    byXMm: 0,
    byYMm: 0,
    guides: [],
    gaps: [],
  })
})

test('the middle of the work draws a middle', () => {
  expect(snap(rect(478, 300, 50, 70), around([]))).toMatchObject({ byXMm: -3, byYMm: 0 })
})

test('between two neighbours it takes the same gap on both sides', () => {
  const { byXMm, gaps } = snap(
    rect(203, 210, 100, 60),
    around([rect(100, 200, 60, 90), rect(340, 200, 60, 90)]),
  )
  expect(byXMm).toBe(-3)
  expect(gaps.map(({ fromMm, toMm }) => [fromMm, toMm])).toEqual([
    [160, 200],
    [300, 340],
  ])
})

test('after two neighbours it takes the gap that they have', () => {
  const { byXMm, gaps } = snap(
    rect(306, 210, 77, 60),
    around([rect(100, 200, 80, 90), rect(200, 200, 80, 90)]),
  )
  expect(byXMm).toBe(-6)
  expect(gaps.map(({ fromMm, toMm }) => toMm - fromMm)).toEqual([20, 20])
})

test('the grid draws only what nothing else draws', () => {
  const beside = around([rect(100, 700, 43, 60)], { gridMm: 50 })
  expect(snap(rect(254, 407, 33, 33), beside)).toMatchObject({ byXMm: -4, byYMm: -7 })
  expect(snap(rect(102, 407, 33, 33), beside)).toMatchObject({ byXMm: -2 })
})

describe('whatever stands around', () => {
  const rects = fc
    .tuple(
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 1, max: 99 }),
    )
    .map(([x, y, side]) => rect(x, y, side, side))

  test('the hand is never drawn farther than its reach, and what has come to rest stays', () => {
    fc.assert(
      fc.property(rects, fc.array(rects, { maxLength: 12 }), (moved, neighbours) => {
        const surroundings = around(neighbours)
        const { byXMm, byYMm } = snap(moved, surroundings)
        expect(Math.abs(byXMm)).toBeLessThanOrEqual(10)
        expect(Math.abs(byYMm)).toBeLessThanOrEqual(10)
        const lined = snap(
          {
            minX: moved.minX + byXMm,
            maxX: moved.maxX + byXMm,
            minY: moved.minY + byYMm,
            maxY: moved.maxY + byYMm,
          },
          { ...surroundings, reachMm: 0.001 },
        )
        expect(lined.byXMm).toBeCloseTo(0, 2)
        expect(lined.byYMm).toBeCloseTo(0, 2)
      }),
    )
  })
})

test('the grid has a round step, whatever the size of the work', () => {
  expect(gridStepMm({ widthMm: 6000, heightMm: 2400 })).toBe(100)
  expect(gridStepMm({ widthMm: 1600, heightMm: 900 })).toBe(20)
  expect(gridStepMm({ widthMm: 210, heightMm: 297 })).toBe(5)
})

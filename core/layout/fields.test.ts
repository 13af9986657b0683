import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldsOf } from './fields.ts'
import type { Rect } from './rect.ts'

const wall = { leftMm: 0, topMm: 0, widthMm: 1600, heightMm: 900 }
const areaOf = ({ widthMm, heightMm }: Rect) => widthMm * heightMm

const given = fc.record({
  within: fc.record({
    leftMm: fc.constant(40),
    topMm: fc.constant(70),
    widthMm: fc.integer({ min: 100, max: 20_000 }),
    heightMm: fc.integer({ min: 100, max: 20_000 }),
  }),
  weights: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 60 }),
  place: fc.constantFrom(
    'middle' as const,
    'left' as const,
    'right' as const,
    'top' as const,
    'bottom' as const,
  ),
  commonShare: fc.constantFrom(0, 0.05, 0.25, 0.6),
})

test('everyone has just as much of the wall as they weigh, and the common field its share', () => {
  fc.assert(
    fc.property(given, (one) => {
      const { common, houses } = fieldsOf(one)
      const all = areaOf(one.within)
      const sum = one.weights.reduce((total, weight) => total + weight, 0)
      expect((common ? areaOf(common) : 0) / all).toBeCloseTo(one.commonShare, 6)
      expect(houses).toHaveLength(one.weights.length)
      for (const [index, house] of houses.entries())
        expect(areaOf(house) / all).toBeCloseTo(((one.weights[index] ?? 0) / sum) * (1 - one.commonShare), 6)
    }),
  )
})

test('fields lie on the wall and beside each other', () => {
  fc.assert(
    fc.property(given, (one) => {
      const { common, houses } = fieldsOf(one)
      const fields = common ? [common, ...houses] : houses
      const slackMm = 1e-6
      for (const [index, field] of fields.entries()) {
        expect(field.leftMm).toBeGreaterThanOrEqual(one.within.leftMm - slackMm)
        expect(field.topMm).toBeGreaterThanOrEqual(one.within.topMm - slackMm)
        expect(field.leftMm + field.widthMm).toBeLessThanOrEqual(
          one.within.leftMm + one.within.widthMm + slackMm,
        )
        expect(field.topMm + field.heightMm).toBeLessThanOrEqual(
          one.within.topMm + one.within.heightMm + slackMm,
        )
        for (const other of fields.slice(index + 1)) {
          const across =
            Math.min(field.leftMm + field.widthMm, other.leftMm + other.widthMm) -
            Math.max(field.leftMm, other.leftMm)
          const down =
            Math.min(field.topMm + field.heightMm, other.topMm + other.heightMm) -
            Math.max(field.topMm, other.topMm)
          expect(Math.min(across, down)).toBeLessThanOrEqual(slackMm)
        }
      }
    }),
  )
})

test.each([6, 12, 35])(
  'in the middle of %i equal houses the common field is near the middle, and no house is a strip',
  (count) => {
    const { common, houses } = fieldsOf({
      within: wall,
      weights: Array<number>(count).fill(1),
      place: 'middle',
      commonShare: 0.25,
    })
    expect(common && Math.abs(common.leftMm + common.widthMm / 2 - 800)).toBeLessThan(160)
    expect(common && Math.abs(common.topMm + common.heightMm / 2 - 450)).toBeLessThan(90)
    for (const { widthMm, heightMm } of houses) {
      expect(widthMm / heightMm).toBeGreaterThan(0.4)
      expect(widthMm / heightMm).toBeLessThan(3.6)
    }
  },
)

test.each([
  { place: 'left' as const, edge: { leftMm: 0, topMm: 0, widthMm: 400, heightMm: 900 } },
  { place: 'right' as const, edge: { leftMm: 1200, topMm: 0, widthMm: 400, heightMm: 900 } },
  { place: 'top' as const, edge: { leftMm: 0, topMm: 0, widthMm: 1600, heightMm: 225 } },
  { place: 'bottom' as const, edge: { leftMm: 0, topMm: 675, widthMm: 1600, heightMm: 225 } },
])('the common field lies $place, along the whole edge', ({ place, edge }) => {
  expect(fieldsOf({ within: wall, weights: [1, 2, 3], place, commonShare: 0.25 }).common).toEqual(edge)
})

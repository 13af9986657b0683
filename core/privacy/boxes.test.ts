import fc from 'fast-check'
import { expect, test } from 'vitest'
import { without, type Range } from './boxes.ts'

const range = fc.tuple(fc.nat(40), fc.nat(12)).map(([from, length]): Range => ({ from, to: from + length }))
const ranges = fc.array(range, { maxLength: 8 })
const isIn = (at: number, those: readonly Range[]) => those.some(({ from, to }) => at >= from && at < to)

test('what lies in these and not in those is left, once and in order', () => {
  fc.assert(
    fc.property(ranges, ranges, (these, those) => {
      const left = without(these, those)
      for (let at = 0; at < 60; at++) expect(isIn(at, left)).toBe(isIn(at, these) && !isIn(at, those))
      let end = -1
      for (const { from, to } of left) {
        expect(from).toBeGreaterThanOrEqual(end)
        expect(to).toBeGreaterThan(from)
        end = to
      }
    }),
    { numRuns: 500 },
  )
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnsIn, gridHeightPx, inSight, scrolledTo, steppedTo, type TrayGrid } from './window.ts'

const grid: fc.Arbitrary<TrayGrid> = fc.record({
  count: fc.integer({ min: 0, max: 25_000 }),
  columns: fc.integer({ min: 1, max: 6 }),
  rowPx: fc.integer({ min: 60, max: 140 }),
})
const heights = fc.integer({ min: 0, max: 1_200 })

test('every piece in sight is on the page, and never many more than are', () => {
  fc.assert(
    fc.property(grid, fc.nat(2_000_000), heights, (one, wished, heightPx) => {
      const scrolledPx = Math.min(wished, Math.max(0, gridHeightPx(one) - heightPx))
      const { from, to } = inSight(one, scrolledPx, heightPx)
      const topOf = (at: number) => Math.floor(at / one.columns) * one.rowPx
      for (const at of [from - 1, to])
        if (at >= 0 && at < one.count)
          expect(topOf(at) + one.rowPx <= scrolledPx || topOf(at) >= scrolledPx + heightPx).toBe(true)
      expect(to - from).toBeLessThanOrEqual((Math.ceil(heightPx / one.rowPx) + 6) * one.columns)
    }),
  )
})

test('a key leads to a piece that is there, and its row is then in sight', () => {
  const keys = fc.constantFrom(
    'ArrowLeft',
    'ArrowRight',
    'ArrowUp',
    'ArrowDown',
    'Home',
    'End',
    'PageUp',
    'PageDown',
  )
  fc.assert(
    fc.property(grid, fc.nat(24_999), keys, heights, (one, start, key, more) => {
      fc.pre(one.count > 0)
      const heightPx = one.rowPx + more
      const to = steppedTo(one, start % one.count, key, heightPx) ?? -1
      expect(to).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThan(one.count)
      const scrolledPx = scrolledTo(one, to, 0, heightPx)
      const top = Math.floor(to / one.columns) * one.rowPx
      expect(top >= scrolledPx && top + one.rowPx <= scrolledPx + heightPx).toBe(true)
    }),
  )
})

test('down from the last full row stays where it is, and other keys lead nowhere', () => {
  const three = { count: 5, columns: 3, rowPx: 90 }
  expect(steppedTo(three, 1, 'ArrowDown', 500)).toBe(4)
  expect(steppedTo(three, 2, 'ArrowDown', 500)).toBe(2)
  expect(steppedTo(three, 1, 'ArrowUp', 500)).toBe(1)
  expect(steppedTo(three, 1, 'x', 500)).toBeNull()
  expect(columnsIn(10, 88)).toBe(1)
  expect(columnsIn(200, 88)).toBe(2)
})

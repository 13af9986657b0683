import fc from 'fast-check'
import { expect, test } from 'vitest'
import { longestOnTheWayMs, saidWhen } from './said-when.ts'

const arrivedAt = new Date('2026-06-18T14:03:27.500Z')
const before = (ms: number): string => new Date(arrivedAt.getTime() - ms).toISOString()

test('what was said on Monday and arrives on Thursday was said on Monday, to the second', () => {
  expect(saidWhen('2026-06-15T09:12:44.987Z', arrivedAt)).toEqual(new Date('2026-06-15T09:12:44Z'))
  expect(saidWhen('2026-06-15T09:12:44.987654321Z', arrivedAt)).toEqual(new Date('2026-06-15T09:12:44Z'))
})

test.each([
  ['nobody told', undefined],
  ['a clock that is a second fast, of an answer that came at once', before(-1000)],
  ['a clock that is a year fast', '2027-06-18T14:03:27Z'],
  ['the end of days', '9999-12-31T23:59:59Z'],
  ['a second more than thirty days before', before(longestOnTheWayMs + 1000)],
  ['a clock that was never set', '1970-01-01T00:00:11.000Z'],
  ['a year that there was not', '0000-01-01T00:00:00Z'],
  ['no time at all', 'i mandags'],
])('of %s it is not known when it was said', (_, saidAt) => {
  expect(saidWhen(saidAt, arrivedAt)).toBeNull()
})

test('the same second and the thirtieth day still count', () => {
  expect(saidWhen(before(0), arrivedAt)).toEqual(new Date('2026-06-18T14:03:27Z'))
  expect(saidWhen(before(longestOnTheWayMs - 1000), arrivedAt)).not.toBeNull()
})

test('whatever a phone says, what is kept is a whole second within thirty days before its arrival', () => {
  const saidBeforeMs = fc.integer({ min: -longestOnTheWayMs, max: 2 * longestOnTheWayMs })
  fc.assert(
    fc.property(saidBeforeMs, (ms) => {
      const kept = saidWhen(before(ms), arrivedAt)
      expect(kept !== null).toBe(ms > -500 && ms <= longestOnTheWayMs - 500)
      if (kept === null) return
      const onTheWayMs = arrivedAt.getTime() - kept.getTime()
      expect(kept.getTime() % 1000).toBe(0)
      expect(onTheWayMs).toBeGreaterThanOrEqual(0)
      expect(onTheWayMs).toBeLessThanOrEqual(longestOnTheWayMs)
    }),
  )
})

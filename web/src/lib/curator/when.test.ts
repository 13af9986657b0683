import { expect, test } from 'vitest'
import { agoInWords, dayInDenmark, dayInWords, endOfDayInDenmark, startOfDayInDenmark } from './when.ts'

const now = new Date('2026-11-23T12:00:00Z')

test('a day begins at midnight in Denmark, winter and summer', () => {
  expect(startOfDayInDenmark('2026-01-15')).toBe('2026-01-14T23:00:00.000Z')
  expect(startOfDayInDenmark('2026-07-15')).toBe('2026-07-14T22:00:00.000Z')
})

test('the days when the clock is changed begin and end right too', () => {
  expect(startOfDayInDenmark('2026-03-29')).toBe('2026-03-28T23:00:00.000Z')
  expect(endOfDayInDenmark('2026-03-29')).toBe('2026-03-29T22:00:00.000Z')
  expect(endOfDayInDenmark('2026-10-25')).toBe('2026-10-25T23:00:00.000Z')
})

test('what is no day is nothing', () => {
  expect(startOfDayInDenmark('')).toBeNull()
  expect(startOfDayInDenmark('2026-02-31')).toBeNull()
  expect(endOfDayInDenmark('i morgen')).toBeNull()
})

test('late in the evening it is still the same day in Denmark', () => {
  expect(dayInDenmark(new Date('2026-11-23T22:30:00Z'))).toBe('2026-11-23')
  expect(dayInDenmark(new Date('2026-11-23T23:30:00Z'))).toBe('2026-11-24')
})

test('the time since is said in the largest unit that fits', () => {
  expect(agoInWords('2026-11-23T11:59:30Z', now)).toBeNull()
  expect(agoInWords('2026-11-23T11:57:59Z', now)).toBe('for 2 minutter siden')
  expect(agoInWords('2026-11-23T09:00:00Z', now)).toBe('for 3 timer siden')
  expect(agoInWords('2026-11-20T12:00:00Z', now)).toBe('for 3 dage siden')
})

test('a day is written as Danes write it', () => {
  expect(dayInWords('2026-11-23T12:00:00Z')).toBe('23. november 2026')
})

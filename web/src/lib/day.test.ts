import { describe, expect, test } from 'vitest'
import { dayWords } from './day.ts'

const night = new Date('2026-12-23T23:30:00Z')

describe('a day in the year is said', () => {
  test.each([
    ['da', '24. december'],
    ['en', '24 December'],
    ['kl', '24.12.2026'],
  ])('as it is in Denmark, in the language %s', (locale, words) => {
    expect(dayWords(night, locale)).toBe(words)
  })
})

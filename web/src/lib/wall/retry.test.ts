import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { backOffMs, wait } from './retry.ts'

test('each wait is longer than the one before, until half a minute', () => {
  expect([0, 1, 2, 3, 4, 5, 6].map((tries) => backOffMs(tries, 1))).toEqual([
    1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
  ])
})

test('a wait is never shorter than half a second and never longer than half a minute', () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (tries, chance) => {
      expect(backOffMs(tries, chance)).toBeGreaterThanOrEqual(500)
      expect(backOffMs(tries, chance)).toBeLessThanOrEqual(30_000)
    }),
  )
})

test('a wait ends early when it is called off, and leaves no timer behind', async () => {
  vi.useFakeTimers()
  const stop = new AbortController()
  const waited = wait(30_000, stop.signal)
  stop.abort()
  await waited
  expect(vi.getTimerCount()).toBe(0)
  await wait(30_000, stop.signal)
  vi.useRealTimers()
})

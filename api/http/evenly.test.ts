import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beatMs, evenly } from './evenly.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** When the outcome of something that takes so long is there, after it was asked for. */
async function heardAfterMs(takesMs: number, isWell = true): Promise<number> {
  const beganMs = performance.now()
  const asked = evenly(
    () =>
      new Promise<void>((resolve, reject) =>
        setTimeout(() => (isWell ? resolve() : reject(new Error('no such card'))), takesMs),
      ),
  )
  const heard = asked.catch(() => undefined).then(() => performance.now() - beganMs)
  await vi.runAllTimersAsync()
  return heard
}

test.each([0, 1, 40, beatMs - 1])('what takes %i ms is answered on the first beat', async (takesMs) => {
  expect(await heardAfterMs(takesMs)).toBe(beatMs)
})

test('what takes longer is answered on a later beat, and not between', async () => {
  expect(await heardAfterMs(beatMs + 1)).toBe(2 * beatMs)
})

test('what fails is answered no sooner', async () => {
  expect(await heardAfterMs(3, false)).toBe(beatMs)
})

test('an outcome is given as it is', async () => {
  const outcome = evenly(async () => 'heard')
  await vi.runAllTimersAsync()
  expect(await outcome).toBe('heard')
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OwnPresence } from '#core/contract/presence.ts'
import { openReporter } from './reporter.ts'

const at = (xMm: number): OwnPresence => ({
  tab: '00000000-0000-4000-8000-000000000001',
  cursor: { xMm, yMm: 0 },
  chosen: [],
  around: null,
  heldBy: null,
})

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('of many moves the first is told at once, and then the newest, ten times a second', async () => {
  const sent: (number | undefined)[] = []
  const reporter = openReporter(async ({ cursor }) => sent.push(cursor?.xMm))
  for (let x = 0; x < 50; x++) {
    reporter.report(at(x))
    await vi.advanceTimersByTimeAsync(10)
  }
  await vi.advanceTimersByTimeAsync(200)
  reporter.close()
  expect(sent[0]).toBe(0)
  expect(sent.at(-1)).toBe(49)
  expect(sent.length).toBeLessThanOrEqual(7)
})

test('one is told after the other: a slow line is not flooded, and a broken one not given up', async () => {
  let open = 0
  let most = 0
  const answers: (() => void)[] = []
  const reporter = openReporter(
    () =>
      new Promise((_, reject) => {
        most = Math.max(most, ++open)
        answers.push(() => {
          open--
          reject(new Error('no net'))
        })
      }),
  )
  for (let x = 0; x < 20; x++) {
    reporter.report(at(x))
    await vi.advanceTimersByTimeAsync(150)
    answers.pop()?.()
  }
  reporter.close()
  expect(most).toBe(1)
})

test('a hand that rests says now and then that it is still there, until the window closes', async () => {
  const sent: unknown[] = []
  const reporter = openReporter(async (own) => sent.push(own))
  reporter.report(at(1))
  await vi.advanceTimersByTimeAsync(61_000)
  expect(sent).toHaveLength(4)
  reporter.close()
  await vi.advanceTimersByTimeAsync(61_000)
  expect(sent).toHaveLength(4)
})

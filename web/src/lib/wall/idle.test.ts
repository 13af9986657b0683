import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askAfterMs, restAfterMs, watchPresence, type Presence } from './idle.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watched() {
  const seen: Presence[] = []
  return { seen, idle: watchPresence((presence) => seen.push(presence)) }
}

test('a touch wakes the wall; a minute later it asks; then it rests', () => {
  const { seen, idle } = watched()
  idle.touch()
  expect(seen).toEqual(['here'])
  vi.advanceTimersByTime(askAfterMs)
  expect(seen).toEqual(['here', 'asked'])
  vi.advanceTimersByTime(restAfterMs)
  expect(seen).toEqual(['here', 'asked', 'resting'])
})

test('an answer to the question begins the minute anew', () => {
  const { seen, idle } = watched()
  idle.touch()
  vi.advanceTimersByTime(askAfterMs + restAfterMs - 1)
  idle.touch()
  vi.advanceTimersByTime(askAfterMs - 1)
  expect(seen).toEqual(['here', 'asked', 'here'])
})

test('whoever keeps touching is never asked', () => {
  const { seen, idle } = watched()
  for (let n = 0; n < 100; n++) {
    idle.touch()
    vi.advanceTimersByTime(askAfterMs - 1)
  }
  expect(seen).toEqual(['here'])
})

test('nothing happens after it was stopped', () => {
  const { seen, idle } = watched()
  idle.touch()
  idle.stop()
  vi.advanceTimersByTime(askAfterMs + restAfterMs)
  expect(seen).toEqual(['here'])
})

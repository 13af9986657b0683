import { beforeEach, expect, test } from 'vitest'
import { askAfterMs, leaveAfterMs, watchPresence, type Clock } from './presence.ts'

/** A clock that goes when it is told to. */
function handClock(): Clock & { pass(ms: number): void; sleep(ms: number): void } {
  let now = 0
  const due = new Set<{ at: number; run: () => void }>()
  const ring = () => {
    for (const one of [...due].filter(({ at }) => at <= now)) if (due.delete(one)) one.run()
  }
  return {
    now: () => now,
    after(ms, run) {
      const one = { at: now + ms, run }
      due.add(one)
      return () => due.delete(one)
    },
    pass(ms) {
      for (const end = now + ms; now < end; now += Math.min(1000, end - now)) ring()
      ring()
    },
    sleep(ms) {
      now += ms
      ring()
    },
  }
}

let clock: ReturnType<typeof handClock>
let said: string[]
let isOccupied: boolean
const open = () =>
  watchPresence(
    { isOccupied: () => isOccupied, ask: () => said.push('ask'), leave: () => said.push('leave') },
    clock,
  )

beforeEach(() => {
  clock = handClock()
  said = []
  isOccupied = false
})

test('who gives no sign is asked, and who does not answer has left', () => {
  open()
  clock.pass(askAfterMs - 1)
  expect(said).toEqual([])
  clock.pass(1)
  expect(said).toEqual(['ask'])
  clock.pass(leaveAfterMs - 1)
  expect(said).toEqual(['ask'])
  clock.pass(1)
  expect(said).toEqual(['ask', 'leave'])
})

test('every sign puts the question off', () => {
  const presence = open()
  for (let sign = 0; sign < 20; sign++) {
    clock.pass(askAfterMs - 1000)
    presence.sign()
  }
  expect(said).toEqual([])
})

test('whoever answers stays, as often as it takes', () => {
  const presence = open()
  for (let time = 0; time < 30; time++) {
    clock.pass(askAfterMs)
    clock.pass(leaveAfterMs - 1)
    presence.stay()
  }
  expect(said).toEqual(Array.from({ length: 30 }, () => 'ask'))
})

test('while the question stands, only an answer counts', () => {
  const presence = open()
  clock.pass(askAfterMs)
  presence.sign()
  clock.pass(leaveAfterMs)
  expect(said).toEqual(['ask', 'leave'])
})

test('nobody is asked while something is under way that the person waits for', () => {
  open()
  isOccupied = true
  clock.pass(10 * askAfterMs)
  expect(said).toEqual([])
  isOccupied = false
  clock.pass(askAfterMs)
  expect(said).toEqual(['ask'])
})

test('a tablet that has slept is cleared at once: whoever wakes it is somebody else', () => {
  open()
  clock.sleep(askAfterMs + leaveAfterMs)
  expect(said).toEqual(['leave'])
})

test('stopped, it says nothing more', () => {
  const presence = open()
  presence.stop()
  clock.pass(10 * askAfterMs)
  expect(said).toEqual([])
})

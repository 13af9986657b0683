import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OwnPresence } from '#core/contract/presence.ts'
import { StaffId } from '#core/contract/ids.ts'
import type { News } from '../http/events.ts'
import { openRooms, type Rooms } from './rooms.ts'

const numbered = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
const staff = (number: number, name: string) => ({ id: StaffId.parse(numbered(number)), name })
const anna = staff(1, 'Anna')
const bent = staff(2, 'Bent')
const artwork = 'v'
const window = (number: number, more: Partial<OwnPresence> = {}): OwnPresence => ({
  tab: numbered(100 + number),
  cursor: { xMm: number, yMm: 0 },
  chosen: [],
  around: null,
  heldBy: null,
  ...more,
})

/** The house's news, between any number of processes. */
function openHouse(): () => Rooms {
  const followers = new Map<string, Set<(news: News) => void>>()
  return () =>
    openRooms({
      events: {
        follow(topic, follower) {
          const all = followers.get(topic) ?? new Set()
          followers.set(topic, all.add(follower))
          return () => void all.delete(follower)
        },
      },
      announce: async (topic, event, data) => {
        for (const follower of followers.get(topic) ?? []) follower({ topic, event, data })
      },
      nowMs: () => Date.now(),
      onUntold: (error) => {
        throw error
      },
    })
}

/** What one window hears, as `event name`. */
function listening(rooms: Rooms, number: number) {
  const heard: string[] = []
  const others: unknown[] = []
  const stop = rooms.follow(artwork, window(number).tab, (event, data) => {
    others.push(data)
    heard.push(`${event} ${JSON.stringify(data)}`)
  })
  return { heard, others, stop }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('whoever comes hears who is there, and the others hear of who comes; nobody hears of himself', async () => {
  const rooms = openHouse()()
  const first = listening(rooms, 1)
  await rooms.show(artwork, anna, window(1))
  const second = listening(rooms, 2)
  await rooms.show(artwork, bent, window(2))
  expect(first.others).toEqual([[], { ...window(2), name: 'Bent', mark: 1 }])
  expect(second.others).toEqual([[{ ...window(1), name: 'Anna', mark: 0 }]])
})

test('nothing is told of a curator but the name', async () => {
  const rooms = openHouse()()
  const { heard } = listening(rooms, 1)
  const whole = { ...bent, email: 'bent@example.dk', role: 'curator' }
  await rooms.show(artwork, whole, window(2))
  expect(heard.join()).toContain('Bent')
  expect(heard.join()).not.toMatch(new RegExp(`example|curator|${bent.id}`))
})

test('a closed window is gone at once, unless it has dialled again', async () => {
  const rooms = openHouse()()
  const anotherOne = listening(rooms, 1)
  const line = listening(rooms, 2)
  await rooms.show(artwork, bent, window(2))
  const again = listening(rooms, 2)
  line.stop()
  expect(anotherOne.heard.filter((word) => word.startsWith('left'))).toEqual([])
  again.stop()
  expect(anotherOne.heard.at(-1)).toBe(`left ${JSON.stringify({ tab: window(2).tab })}`)
  expect(listening(rooms, 3).others).toEqual([[]])
})

test('a window that falls silent is gone after a while; one that speaks now and then is not', async () => {
  const rooms = openHouse()()
  const { heard } = listening(rooms, 1)
  await rooms.show(artwork, anna, window(3))
  await rooms.show(artwork, bent, window(2))
  for (let minute = 0; minute < 3; minute++) {
    await vi.advanceTimersByTimeAsync(60_000)
    await rooms.show(artwork, anna, window(3))
  }
  expect(heard.filter((word) => word.startsWith('left'))).toEqual([
    `left ${JSON.stringify({ tab: window(2).tab })}`,
  ])
})

test('a person has one mark in all windows, and another than everybody else', async () => {
  const rooms = openHouse()()
  const { others } = listening(rooms, 99)
  await rooms.show(artwork, anna, window(1))
  await rooms.show(artwork, anna, window(2))
  for (let number = 2; number <= 8; number++)
    await rooms.show(artwork, staff(number, 'B'), window(number + 1))
  const marks = others
    .slice(1)
    .map((one) => (typeof one === 'object' && one && 'mark' in one ? one.mark : null))
  expect(marks).toEqual([0, 0, 1, 2, 3, 4, 5, 6, 7])
})

test('a window cannot be spoken for by somebody else', async () => {
  const rooms = openHouse()()
  await rooms.show(artwork, anna, window(1))
  await expect(rooms.show(artwork, bent, window(1))).rejects.toMatchObject({ type: 'not-allowed' })
})

test('two processes tell each other who is there, also those who were there before', async () => {
  const open = openHouse()
  const [one, other] = [open(), open()]
  const here = listening(one, 1)
  await one.show(artwork, anna, window(1))
  const there = listening(other, 2)
  await other.show(artwork, bent, window(2))
  expect(there.others.flat()).toContainEqual({ ...window(1), name: 'Anna', mark: 0 })
  expect(here.others).toContainEqual({ ...window(2), name: 'Bent', mark: 1 })
  here.stop()
  expect(there.heard.at(-1)).toBe(`left ${JSON.stringify({ tab: window(1).tab })}`)
})

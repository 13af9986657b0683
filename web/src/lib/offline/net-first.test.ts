import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { netFirst } from './net-first.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const fresh = new Response('fresh')
const old = new Response('old')
const kept = () => Promise.resolve(old)
const nothing = () => Promise.resolve(undefined)
const silent = () => new Promise<Response>(() => undefined)

test('the net has the first word, also when it says that there is no such page', async () => {
  const missing = new Response('', { status: 404 })
  expect(await netFirst(Promise.resolve(fresh), kept)).toBe(fresh)
  expect(await netFirst(Promise.resolve(missing), kept)).toBe(missing)
})

test('without net, and when the house is ill, what is kept is shown', async () => {
  expect(await netFirst(Promise.reject(new TypeError('no net')), kept)).toBe(old)
  expect(await netFirst(Promise.resolve(new Response('', { status: 502 })), kept)).toBe(old)
})

test('a net that stays silent is waited for three seconds', async () => {
  const answer = netFirst(silent(), kept)
  await vi.advanceTimersByTimeAsync(3000)
  expect(await answer).toBe(old)
})

test('where nothing is kept the net may take its time', async () => {
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(fresh), 60_000))
  const answer = netFirst(late, nothing)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await answer).toBe(fresh)
})

test('where nothing is kept and there is no net, that is said', async () => {
  await expect(netFirst(Promise.reject(new TypeError('no net')), nothing)).rejects.toThrow('no net')
})

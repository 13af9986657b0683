/**
 * Whatever goes wrong at each step of the way to a piece, it is back, and comes in whole and once. Nine walks, at each
 * stop another fault: every fault meets every stop once. One by one, and lasting: `npm run test:maker`.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectBrowser } from '#tests/support/browser.ts'
import { faultNames, leftOutAt, type FaultName } from '#tests/support/never-lost/faults.ts'
import { setOut } from '#tests/support/never-lost/trip.ts'
import { walkThrough } from '#tests/support/never-lost/walk.ts'
import { stopNames, wayNames, type StopName } from '#tests/support/never-lost/ways.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse({ ROLE: 'web' })
let browser: Browser
beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

/** A row of the square: the fault of each stop, every time another one. */
const faultOf =
  (row: number) =>
  (stop: StopName): FaultName | undefined => {
    const name = faultNames[(row + stopNames.indexOf(stop)) % faultNames.length]
    return name === undefined || leftOutAt(name, stop) !== undefined ? undefined : name
  }

const walks = faultNames.map((_, row) => ({
  way: wayNames[row % wayNames.length] ?? 'text',
  at: faultOf(row),
  story: stopNames.map((stop) => faultOf(row)(stop) ?? 'all is well').join(', '),
}))

test.concurrent.each(walks)('a $way comes in once through: $story', async ({ way, at }) => {
  const trip = await setOut(browser, house, curator)
  await walkThrough(trip, way, { at, passes: true })
})

test('every fault that there is meets every stop', () => {
  const met = new Set(walks.flatMap(({ at }) => stopNames.map((stop) => `${stop}: ${at(stop) ?? ''}`)))
  const there = stopNames.flatMap((stop) =>
    faultNames.filter((name) => leftOutAt(name, stop) === undefined).map((name) => `${stop}: ${name}`),
  )
  expect(there.filter((pair) => !met.has(pair))).toEqual([])
})

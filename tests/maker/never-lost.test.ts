/** Every way to a piece × every stop on it × every fault, which lasts until the card is there: the piece comes in, whole and once. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { connectBrowser } from '#tests/support/browser.ts'
import { faultNames, leftOutAt } from '#tests/support/never-lost/faults.ts'
import { setOut } from '#tests/support/never-lost/trip.ts'
import { walkThrough } from '#tests/support/never-lost/walk.ts'
import { stopNames, wayNames } from '#tests/support/never-lost/ways.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse({ ROLE: 'web' })
let browser: Browser
beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

describe.concurrent.each(wayNames)('a %s', (way) => {
  describe.each(stopNames)('at the stop "%s"', (stop) => {
    test.each(faultNames.filter((name) => leftOutAt(name, stop) === undefined))('%s', async (fault) => {
      const trip = await setOut(browser, house, curator)
      await walkThrough(trip, way, { at: (at) => (at === stop ? fault : undefined), passes: false })
    })
  })
})

/** Each screen of the maker's room in English, held to every gate; `npm test` looks at what hangs on the words alone. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectBrowser } from '#tests/support/browser.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'
import { inspect } from '#tests/screens/gates/inspect.ts'
import { walks } from '#tests/screens/walks.ts'
import { furnish, hangAFew, type World } from '#tests/screens/world.ts'

const { house, curator } = staffedHouse()
let browser: Browser
let world: World

beforeAll(async () => {
  browser = await connectBrowser()
  world = await furnish({ origin: house.origin, deps: house.deps, curator }, hangAFew)
})

afterAll(() => browser.close())

describe.concurrent('in English', () => {
  test.each(walks.filter(({ room }) => room === 'maker'))('$title', async (walk) => {
    expect(await inspect(browser, walk, world, 'en', 'all')).toEqual([])
  })
})

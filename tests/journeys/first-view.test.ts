/** T10: what a phone fetches before the first page can be used. What is aimed at is less: `tests/maker/weight.test.ts`. */
import { beforeAll, expect, test } from 'vitest'
import { openPage, phone } from '#tests/support/browser.ts'
import { settled } from '#tests/support/maker-taps.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'
import { listen, sumOf } from '#tests/support/weight.ts'

const { house, curator } = staffedHouse({ ROLE: 'web' })
let code: string

beforeAll(async () => {
  ;({ entrance: code } = await makeArtwork(curator))
})

test('the first page is light: script, style, letters and all of it together', async () => {
  const page = await openPage(phone, house.origin)
  const fetched = listen(page)
  await page.goto(`/v/${code}`)
  await settled(page)
  const first = await fetched()
  expect(sumOf(first, 'script')).toBeGreaterThan(1)
  expect(sumOf(first, 'script')).toBeLessThanOrEqual(75)
  expect(sumOf(first, 'stylesheet')).toBeLessThanOrEqual(12)
  expect(sumOf(first, 'font')).toBeGreaterThan(1)
  expect(sumOf(first, 'font')).toBeLessThanOrEqual(55)
  expect(sumOf(first)).toBeLessThanOrEqual(180)
})

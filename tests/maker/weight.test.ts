/** T10: what is aimed at for the script of the first page, and for that of the whole way as it must lie there without net. */
import { beforeAll, expect, test } from 'vitest'
import { openPage, phone } from '#tests/support/browser.ts'
import { asked, settled, tap } from '#tests/support/maker-taps.ts'
import { until } from '#tests/support/maker.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'
import { sayYes } from '#tests/support/way.ts'
import { listen, sumOf } from '#tests/support/weight.ts'

const { house, curator } = staffedHouse({ ROLE: 'web' })
let code: string

beforeAll(async () => {
  ;({ entrance: code } = await makeArtwork(curator))
})

test('the script of the first page is within what is aimed at', async () => {
  const page = await openPage(phone, house.origin)
  const fetched = listen(page)
  await page.goto(`/v/${code}`)
  await settled(page)
  expect(sumOf(await fetched(), 'script')).toBeLessThanOrEqual(60)
})

test('the whole way, with everything that it needs where there is no net, is light as well', async () => {
  const page = await openPage(phone, house.origin)
  const fetched = listen(page)
  await page.goto(`/v/${code}`)
  await tap(page, 'Jeg vil være med')
  await asked(page, 'Hvad har du lyst til?')
  await until(
    () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)),
    (names) => names.some((name) => /card-words/.test(name)),
  )
  for (const [kind, question] of [
    [/Tag et billede/, 'Tag dit billede'],
    [/Tegn her/, 'Tegn med fingeren'],
  ] as const) {
    await tap(page, kind)
    await asked(page, question)
    await tap(page, 'Tilbage')
    await asked(page, 'Hvad har du lyst til?')
  }
  await tap(page, /Skriv lidt/)
  await page.getByRole('textbox').fill('ro')
  await tap(page, 'Færdig')
  await sayYes(page)
  await asked(page, 'Tak. Vi har det.')
  const whole = await fetched()
  expect(sumOf(whole, 'script')).toBeLessThanOrEqual(100)
})

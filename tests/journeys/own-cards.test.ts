/** One's own phone keeps the cards of what was made on it, so that none has to be copied (ux.md P15). */
import { beforeEach, expect, test } from 'vitest'
import { openPage, phone } from '#tests/support/browser.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'
import { asked, tap } from '#tests/support/maker-taps.ts'
import { makeText } from '#tests/support/way.ts'

const { house, curator } = staffedHouse()
let code: string
let title: string

beforeEach(async () => {
  const made = await makeArtwork(curator)
  code = made.entrance
  ;({ title } = made.artwork)
})

test('every piece’s card can be opened again from the start page, and leaves the phone only when that is said', async () => {
  const page = await openPage(phone, house.origin)
  await page.goto(`/v/${code}`)
  await tap(page, 'Jeg vil være med')
  await makeText(page, 'en')
  await asked(page, 'Tak. Vi har det.')
  await tap(page, 'Lav et stykke mere')
  await makeText(page, 'to')
  await asked(page, 'Tak. Vi har det.')
  await tap(page, 'Jeg er færdig')

  await page.waitForURL(`**/v/${code}`)
  await tap(page, 'Se dine kort')
  await asked(page, 'Dine kort')
  const cards = page.getByRole('link', { name: /^En tekst/ })
  await cards.nth(1).waitFor()
  expect(await cards.count()).toBe(2)
  await cards.nth(1).click()
  await asked(page, 'Her er dit stykke')

  await page.goto(`/kort/mine?kode=${code}`)
  await page
    .getByRole('link', { name: /^Fjern kortet/ })
    .first()
    .click()
  await asked(page, 'Vil du fjerne kortet?')
  await tap(page, 'Ja, fjern det')
  await asked(page, 'Dine kort')
  expect(await cards.count()).toBe(1)
  await tap(page, 'Tilbage')
  await asked(page, title)
  await tap(page, 'Se dit kort')
  await asked(page, 'Tak. Vi har det.')
})

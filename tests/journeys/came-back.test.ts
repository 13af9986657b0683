/** A finished piece that the server will not take: nobody loses it, and somebody is told (ux.md P12). */
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { problemPrefix } from '#core/contract/sending.ts'
import { openPage, phone } from '#tests/support/browser.ts'
import { until } from '#tests/support/maker.ts'
import { settled } from '#tests/support/maker-taps.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'
import { asked, tap } from '#tests/support/maker-taps.ts'
import { makeText } from '#tests/support/way.ts'

const { house, curator } = staffedHouse()
const sending = '**/api/artworks/*/pieces/*'
const closedWords = 'Et stykke kom ikke med endnu.'
let slug: string
let code: string
let title: string

beforeEach(async () => {
  const made = await makeArtwork(curator)
  ;({ slug, entrance: code } = made)
  ;({ title } = made.artwork)
})

const close = () => sql`update artwork set closes_at = now() where slug = ${slug}`.execute(house.deps.db)
const openAgain = () => sql`update artwork set closes_at = null where slug = ${slug}`.execute(house.deps.db)

const arrived = () =>
  house.deps.db
    .selectFrom('piece')
    .innerJoin('artwork', 'artwork.id', 'piece.artworkId')
    .where('artwork.slug', '=', slug)
    .select('piece.text')
    .execute()

/** A piece is finished without net; its maker has tapped "Jeg er færdig". */
async function finishWithoutNet(page: Page, words: string): Promise<void> {
  await tap(page, 'Jeg vil være med')
  await page.waitForLoadState('networkidle')
  await page.route(sending, (route) => route.abort())
  await makeText(page, words)
  await asked(page, 'Tak. Her er dit kort.')
  await tap(page, 'Jeg er færdig')
  await page.waitForURL(`**/v/${code}`)
}

test('on one’s own phone a piece that came too late is told of on the start page, and comes in when the artwork opens again', async () => {
  const page = await openPage(phone, house.origin)
  await page.goto(`/v/${code}`)
  await finishWithoutNet(page, 'for sent')
  await close()
  await page.unroute(sending)
  await page.reload()
  await page.getByText(closedWords).waitFor()

  await tap(page, 'Se, hvad du kan gøre')
  await asked(page, 'Det kom ikke med endnu')
  await page.reload()
  await asked(page, 'Det kom ikke med endnu')
  await openAgain()
  await tap(page, 'Prøv igen')
  await asked(page, 'Tak. Vi har det.')
  expect(await arrived()).toEqual([{ text: 'for sent' }])
})

test('a piece that cannot be taken as it is waits behind one that is begun, is mended, and is deleted only by its maker', async () => {
  const page = await openPage(phone, house.origin)
  await page.goto(`/v/${code}`)
  await finishWithoutNet(page, 'ret mig')
  await page.unroute(sending)
  await page.route(sending, (route) =>
    route.fulfill({ status: 422, json: { type: `${problemPrefix}not-a-picture` } }),
  )
  await page.reload()
  await page.getByText(closedWords).waitFor()

  await tap(page, 'Jeg vil være med')
  await asked(page, 'Hvad har du lyst til?')
  await tap(page, /Skriv lidt/)
  await page.getByRole('textbox').fill('begyndt på')
  await tap(page, 'Færdig')
  await asked(page, 'Sådan ser det ud')
  await page.goto(`/v/${code}`)
  await tap(page, 'Se, hvad du kan gøre')
  await page.getByText('Her ligger et andet stykke. Gør det færdigt først.').waitFor()
  await tap(page, 'Gå til det')
  await asked(page, 'Du er i gang med et stykke')
  await tap(page, 'Gå videre')
  await asked(page, 'Skal der stå et navn?')
  await tap(page, 'Tilbage')
  await asked(page, 'Sådan ser det ud')
  await tap(page, 'Lav det om')
  await asked(page, 'Skriv lidt')
  expect(await page.getByRole('textbox').inputValue()).toBe('begyndt på')
  await page.getByRole('textbox').fill('')

  await page.goto(`/v/${code}`)
  await tap(page, 'Se, hvad du kan gøre')
  await asked(page, 'Det kom ikke med endnu')
  await tap(page, 'Lav det om')
  await asked(page, 'Skriv lidt')
  expect(await page.getByRole('textbox').inputValue()).toBe('ret mig')
  await page.getByRole('textbox').fill('ret mig igen')
  await tap(page, 'Færdig')
  await asked(page, 'Sådan ser det ud')
  await tap(page, 'Det er fint')
  await asked(page, 'Skal der stå et navn?')
  await tap(page, 'Nej, intet navn')
  await asked(page, 'Må museet vise det?')
  await tap(page, 'Ja, vis det')
  await asked(page, 'Det kom ikke med endnu')
  await tap(page, 'Slet det helt')
  await asked(page, 'Vil du slette det helt?')
  await tap(page, 'Nej, gem det')
  await asked(page, 'Det kom ikke med endnu')
  await tap(page, 'Slet det helt')
  await tap(page, 'Ja, slet det helt')
  await asked(page, title)
  await settled(page)
  expect(await page.getByText(closedWords).count()).toBe(0)
})

test('on the house’s tablet a host hears that something was not taken and why, never what it is, and can send it again', async () => {
  const page = await openPage({ viewport: { width: 768, height: 1024 } }, house.origin)
  await page.goto(`/v/${code}?tablet`)
  await asked(page, 'Er det husets tablet?')
  await tap(page, 'Ja, det er husets')
  await finishWithoutNet(page, 'en andens')
  await page.getByText('1 venter her på net.').waitFor()
  await close()
  await page.unroute(sending)
  await page.reload()
  await page.getByText('1 kom ikke med. Sig det til en vært.').waitFor()

  await tap(page, 'Husets tablet')
  await asked(page, 'Det her er husets tablet')
  await page.getByText('1 kom ikke med. Alt ligger her endnu. Ingen kan se det.').waitFor()
  expect(await page.content()).not.toContain('en andens')
  await tap(page, /Slet helt/)
  await page.getByText('Det er ikke koden. Se på plakaten.').waitFor()
  await openAgain()
  await tap(page, 'Send igen')
  expect(await until(arrived, (rows) => rows.length > 0)).toEqual([{ text: 'en andens' }])
  await page.getByRole('button', { name: 'Send igen' }).waitFor({ state: 'hidden' })
})

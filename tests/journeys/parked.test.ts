/** "Gem, og kom tilbage en anden dag": a draft goes from one phone to another under its card, and ends as one piece. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { stripHidden } from '#core/privacy/strip.ts'
import { openContext } from '#tests/support/browser.ts'
import { cardOnPhone } from '#tests/support/card-on-phone.ts'
import { storedKeys } from '#tests/support/house.ts'
import { until } from '#tests/support/maker.ts'
import { asked, settled, tap } from '#tests/support/maker-taps.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const photoPath = new URL('../fixtures/meadow-with-gps.jpg', import.meta.url)
const { house, curator } = staffedHouse()
let code: string

beforeEach(async () => {
  ;({ entrance: code } = await makeArtwork(curator))
})

const takePhone = (): Promise<BrowserContext> =>
  openContext({ viewport: { width: 360, height: 640 } }, house.origin)

async function openPage(phone: BrowserContext, path: string): Promise<Page> {
  const page = await phone.newPage()
  await page.goto(`${house.origin}${path}`)
  return page
}

async function parkPhoto(page: Page, where: string | RegExp): Promise<void> {
  await settled(page)
  await tap(page, /Tag et billede/)
  await asked(page, 'Tag dit billede')
  await page.locator('input[type=file]:not([capture])').setInputFiles(photoPath.pathname)
  await asked(page, 'Kan man se en person?')
  await tap(page, 'Nej')
  await asked(page, 'Sådan ser det ud')
  await tap(page, 'Gem til en anden dag')
  await asked(page, 'Gem, og kom tilbage en anden dag')
  await tap(page, where)
  await asked(page, 'Her er dit kort')
}

async function finish(page: Page): Promise<void> {
  await tap(page, 'Nej, intet navn')
  await asked(page, 'Må museet vise det?')
  await tap(page, 'Ja, vis det')
  await asked(page, 'Tak. Vi har det.')
}

const reminders = async () =>
  (await house.deps.db.selectFrom('parkedDraft').select('remind').execute()).filter(({ remind }) => remind)
    .length

test('a photo is begun on one phone and finished on another, with the same card, and nothing stays parked', async () => {
  const first = await openPage(await takePhone(), `/v/${code}/1`)
  await parkPhoto(first, /Også på andre/)
  const link = await cardOnPhone(first)
  await first.getByRole('button', { name: 'Ja', exact: true }).click()
  await first.getByText('Det har vi skrevet ned.').waitFor()
  expect(await reminders()).toBe(1)
  const keys = await storedKeys(house, 'parked')
  expect(keys).toHaveLength(1)
  const sealed = await house.deps.storage.read(keys[0] ?? '')
  const stripped = stripHidden(Uint8Array.from(await readFile(photoPath)))
  expect(sealed.includes(Buffer.from(stripped.subarray(0, 64)))).toBe(false)
  expect(await house.deps.db.selectFrom('piece').select('id').execute()).toEqual([])

  const second = await openPage(await takePhone(), link)
  await asked(second, 'Du er i gang med et stykke')
  await second.getByRole('button', { name: 'Gå videre' }).click()
  await asked(second, 'Skal der stå et navn?')
  await finish(second)
  const pieces = await house.deps.db.selectFrom('piece').select(['id', 'contentSha256']).execute()
  expect(pieces.map(({ contentSha256 }) => contentSha256?.toString('hex'))).toEqual([
    createHash('sha256').update(stripped).digest('hex'),
  ])
  await until(
    () => storedKeys(house, 'parked'),
    (left) => left.length === 0,
  )
  // The card that was given on the first phone opens the finished piece, there too.
  await first.goto('about:blank')
  await first.goto(house.origin + link)
  await asked(first, 'Her er dit stykke')
})

test('kept on this phone only, nothing goes out, and the card finds it here', async () => {
  const phone = await takePhone()
  const page = await openPage(phone, `/v/${code}/1`)
  await settled(page)
  await tap(page, /Skriv lidt/)
  await page.getByRole('textbox').fill('i morgen')
  const before = await storedKeys(house, 'parked')
  await tap(page, 'Gem til en anden dag')
  await asked(page, 'Gem, og kom tilbage en anden dag')
  await tap(page, /Kun på den her telefon/)
  await asked(page, 'Her er dit kort')
  expect(await storedKeys(house, 'parked')).toEqual(before)
  const link = await cardOnPhone(page)

  const stranger = await openPage(await takePhone(), link)
  await stranger.getByText('Vi kan ikke finde kortet.').waitFor()

  const again = await openPage(phone, link)
  await asked(again, 'Du er i gang med et stykke')
  await again.getByRole('button', { name: 'Gå videre' }).click()
  await asked(again, 'Skal der stå et navn?')
})

test('a piece that lies on the other phone already is not pushed off its table', async () => {
  const first = await openPage(await takePhone(), `/v/${code}/1`)
  await parkPhoto(first, /Også på andre/)
  const link = await cardOnPhone(first)
  const other = await takePhone()
  const theirs = await openPage(other, `/v/${code}/1`)
  await settled(theirs)
  await tap(theirs, /Skriv lidt/)
  await theirs.getByRole('textbox').fill('deres')
  await tap(theirs, 'Færdig')
  await asked(theirs, 'Sådan ser det ud')
  const card = await openPage(other, link)
  await asked(card, 'Du er i gang med et stykke')
  await card.getByRole('button', { name: 'Gå videre' }).click()
  await card.getByText('Her ligger et andet stykke. Gør det færdigt først.').waitFor()
  await theirs.reload()
  await asked(theirs, 'Sådan ser det ud')
})

test('when the server cannot keep it, that is said, and the piece is where it was', async () => {
  const page = await openPage(await takePhone(), `/v/${code}/1`)
  await settled(page)
  await tap(page, /Skriv lidt/)
  await page.getByRole('textbox').fill('måske')
  await page.route('**/api/parked/**', (route) => route.fulfill({ status: 507, body: '' }))
  await tap(page, 'Gem til en anden dag')
  await asked(page, 'Gem, og kom tilbage en anden dag')
  await tap(page, /Også på andre/)
  await page.getByText('Vi kan ikke gemme det hos os lige nu. Prøv igen om lidt.').waitFor()
  await page.unroute('**/api/parked/**')
  await tap(page, /Også på andre/)
  await asked(page, 'Her er dit kort')
})

test('on the house’s tablet a parked piece lies with its card alone, and "Start forfra" lets go of it unless it is taken back', async () => {
  const tablet = await takePhone()
  const page = await openPage(tablet, `/v/${code}?tablet`)
  await asked(page, 'Er det husets tablet?')
  await tap(page, 'Ja, det er husets')
  await tap(page, 'Jeg vil være med')
  await asked(page, 'Hvad har du lyst til?')
  await tap(page, /Skriv lidt/)
  await page.getByRole('textbox').fill('på tabletten')
  const before = await storedKeys(house, 'parked')
  await tap(page, 'Gem til en anden dag')
  await asked(page, 'Gem, og kom tilbage en anden dag')
  expect(await page.getByRole('button', { name: /Kun på den her telefon/ }).count()).toBe(0)
  await tap(page, /Gem det/)
  await asked(page, 'Her er dit kort')
  const link = await cardOnPhone(page)
  await tap(page, 'Jeg er færdig')
  await page.getByRole('link', { name: 'Husets tablet' }).waitFor()
  await settled(page)
  expect(await page.getByRole('link', { name: 'Gå videre' }).count()).toBe(0)

  const phone = await openPage(await takePhone(), link)
  await phone.getByRole('button', { name: 'Gå videre' }).click()
  await asked(phone, 'Skal der stå et navn?')
  await phone.goto(`${house.origin}/v/${code}`)
  await tap(phone, 'Start forfra')
  await asked(phone, 'Slettet')
  await tap(phone, 'Fortryd')
  await asked(phone, 'Skal der stå et navn?')
  expect(await storedKeys(house, 'parked')).toHaveLength(before.length + 1)
  await phone.goto(`${house.origin}/v/${code}`)
  await tap(phone, 'Start forfra')
  await asked(phone, 'Slettet')
  await tap(phone, 'Lav et nyt stykke')
  await asked(phone, 'Hvad har du lyst til?')
  await until(
    () => storedKeys(house, 'parked'),
    (left) => left.length === before.length,
  )
})

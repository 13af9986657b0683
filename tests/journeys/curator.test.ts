/** The curator's room in a real browser: the door, a new artwork, and a screen that is paired. */
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { invite } from '#api/staff/invite.ts'
import { axeComplaints } from '#tests/screens/gates/axe.ts'
import { desk, openPage } from '#tests/support/browser.ts'
import { signInAt } from '#tests/support/signed-in.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
let page: Page

beforeEach(async () => {
  page = await openPage(desk, house.origin)
})

async function signIn(password = curator.password): Promise<void> {
  await page.getByLabel('E-mail').fill(curator.email)
  await page.getByLabel('Adgangskode').fill(password)
  await page.getByRole('button', { name: 'Log ind' }).click()
}

/** What axe has against the page as it is now, by rule and place. */
const complaints = () => axeComplaints(page, { isAaa: false, withColours: true })

test('a wrong password is told and the e-mail stays; the right one leads to where one was going', async () => {
  await page.goto(`${house.origin}/kurator/huse`)
  expect(new URL(page.url()).pathname).toBe('/kurator/log-ind')
  await signIn('en helt anden kode')
  await page.getByText('E-mail og kode passer ikke sammen.').waitFor()
  expect(await page.getByLabel('E-mail').inputValue()).toBe(curator.email)
  expect(await complaints()).toEqual([])
  await signIn()
  await page.waitForURL('**/kurator/huse')
})

test('one can sign in and out without JavaScript', async () => {
  page = await openPage({ ...desk, javaScriptEnabled: false }, house.origin)
  await page.goto(`${house.origin}/kurator`)
  await signIn()
  await page.waitForURL('**/kurator')
  await page.getByRole('button', { name: 'Log ud' }).click()
  await page.waitForURL('**/kurator/log-ind')
  await page.goto(`${house.origin}/kurator`)
  expect(new URL(page.url()).pathname).toBe('/kurator/log-ind')
})

test('a link from elsewhere cannot use the door to send one away', async () => {
  await page.goto(`${house.origin}/kurator/log-ind?til=${encodeURIComponent('//ondt.example')}`)
  await signIn()
  await page.waitForURL(`${house.origin}/kurator`)
})

test('an invitation lets one person in, once', async () => {
  const link = `${house.origin}/kurator/invitation/${await invite(house.deps, 'curator')}`
  await page.goto(link)
  await page.getByRole('button', { name: 'Gå ind' }).click()
  await page.getByText('Skriv dit navn.').waitFor()
  await page.getByLabel('Dit navn').fill('Mette')
  await page.getByLabel('E-mail').fill('mette@example.dk')
  await page.getByLabel('Vælg en adgangskode').fill('for kort')
  await page.getByRole('button', { name: 'Gå ind' }).click()
  await page.getByText('Skriv dit navn.').waitFor({ state: 'detached' })
  await page.getByText('Vælg en længere kode.').waitFor()
  expect(await complaints()).toEqual([])
  await page.getByLabel('Vælg en adgangskode').fill('fire ord efter hinanden')
  await page.getByRole('button', { name: 'Gå ind' }).click()
  await page.waitForURL('**/kurator')
  await page.getByText('Logget ind som Mette').waitFor()

  await page.goto(link)
  await page.getByRole('heading', { name: 'Linket er brugt' }).waitFor()
})

test('a new artwork says at each field what to mend, keeps what was written, and gives each house its link', async () => {
  await makeArtwork(curator)
  await signInAt(page.context(), curator, house.origin)
  await page.goto(`${house.origin}/kurator/vaerker/nyt`)
  await page.getByLabel('Titel').fill('Lys på åen')
  await page.getByLabel('Invitation').fill('Vis os et lys, du holder af.')
  await page.getByLabel('Spørgsmål til den, der skriver').fill('Hvad lyser for dig?')
  await page.getByLabel('Bredde i mm').fill('50')
  await page.getByRole('button', { name: 'Begynd værket' }).click()
  await page.getByText('Der er 3 felter at rette.').waitFor()
  await page.getByText('Skriv mindst to dogmer').waitFor()
  expect(await page.getByLabel('Titel').inputValue()).toBe('Lys på åen')
  expect(await page.getByLabel('Adresse').inputValue()).toBe('lys-paa-aaen')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Dogme 1')
  expect(await complaints()).toEqual([])

  await page.getByLabel('Dogme 1').fill('Kun lys')
  await page.getByLabel('Dogme 2').fill('Ingen ansigter')
  await page.getByLabel('Bredde i mm').fill('6000')
  await page.getByText('Det bliver 12.000 × 4.000 billedpunkter.').waitFor()
  await page.getByRole('checkbox', { name: 'Huset ved åen' }).first().check()
  await page.getByRole('button', { name: 'Begynd værket' }).click()
  await page.waitForURL('**/kurator/vaerker/lys-paa-aaen/plakater')
  await page.getByRole('img', { name: 'QR-kode til Huset ved åen' }).waitFor()
  const tablet = page.getByRole('link', { name: 'Sæt husets tablet op' })
  expect(await tablet.getAttribute('href')).toMatch(/\/v\/\w+\?tablet$/)
  expect(await complaints()).toEqual([])
})

test('a screen is paired by its four digits', async () => {
  const { slug } = await makeArtwork(curator)
  await signInAt(page.context(), curator, house.origin)
  await page.goto(`${house.origin}/kurator/skaerme`)
  await page.getByLabel('Skriv de fire tal').fill('12')
  await page.getByLabel('Skærmens navn').fill('Foyeren')
  await page.getByRole('button', { name: 'Kobl skærmen til' }).click()
  await page.getByText('Skriv de fire tal, der står på skærmen.').waitFor()
  expect(await complaints()).toEqual([])

  const wall = await fetch(`${house.origin}/api/screens`, { method: 'POST' })
  const { code } = z.object({ code: z.string() }).parse(await wall.json())
  await page.getByLabel('Skriv de fire tal').fill(code)
  await page.getByLabel('Værk på skærmen').last().selectOption(slug)
  await page.getByRole('button', { name: 'Kobl skærmen til' }).click()
  await page.getByText('Foyeren er koblet til.').waitFor()
  expect(await complaints()).toEqual([])
  await page.getByText('Skift navn eller værk').click()
  await page.getByRole('button', { name: 'Fjern Foyeren' }).click()
  await page.getByText('Foyeren er fjernet.').waitFor()
})

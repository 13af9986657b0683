/** The curator's room in a real browser: the door, a new artwork, and the inbox by keys with a way back. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { invite } from '#api/staff/invite.ts'
import { changeCard, getCard, type Decision } from '#core/contract/cards.ts'
import { decide, listInbox } from '#core/contract/inbox.ts'
import { axeComplaints } from '#tests/screens/gates/axe.ts'
import { callerOf } from '#tests/support/call.ts'
import { connectBrowser } from '#tests/support/browser.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { sendPiece, until, untilPrepared } from '#tests/support/maker.ts'
import { fixture } from '#tests/support/pictures.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'

let house: TestHouse
let browser: Browser
let curator: TestCurator
let desk: BrowserContext
let page: Page

beforeAll(async () => {
  house = await openHouse()
  curator = await makeCurator(house)
  browser = await connectBrowser()
})

afterAll(async () => {
  await browser.close()
  await house.stop()
})

beforeEach(async () => {
  await sitDown({})
})

afterEach(() => desk.close())

async function sitDown(options: {
  javaScriptEnabled?: boolean
  width?: number
  height?: number
}): Promise<void> {
  const { javaScriptEnabled = true, width = 1280, height = 800 } = options
  desk = await browser.newContext({ viewport: { width, height }, javaScriptEnabled })
  page = await desk.newPage()
}

async function signIn(password = curator.password): Promise<void> {
  await page.getByLabel('E-mail').fill(curator.email)
  await page.getByLabel('Adgangskode').fill(password)
  await page.getByRole('button', { name: 'Log ind' }).click()
}

/** Signed in without the door, for what is not about the door. */
async function enter(): Promise<void> {
  const [name = '', ...value] = curator.cookie.split('=')
  await desk.addCookies([{ name, value: value.join('='), url: house.origin }])
}

/** The inbox, once the page listens for what comes in: then its keys are heard too. */
async function openInbox(slug: string): Promise<void> {
  const listening = page.waitForRequest(/\/events$/)
  await page.goto(`${house.origin}/kurator/vaerker/${slug}/indbakke`)
  await listening
}

/** An artwork in whose inbox these texts lie, oldest first. */
async function artworkWith(...texts: string[]) {
  const { slug, houseCode } = await makeArtwork(curator)
  const send = async (text: string) => {
    const piece = await sendPiece(house.origin, { slug, house: houseCode, kind: 'text', content: text })
    await untilPrepared(house.origin, piece)
  }
  for (const text of texts) await send(text)
  const textsIn = async (decision: Decision) =>
    (await curator.call(listInbox, { params: { slug }, query: { decision } })).map(({ text }) => text)
  return { slug, send, textsIn }
}

const shown = (text: string) => page.getByRole('img', { name: text }).waitFor()

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
  await desk.close()
  await sitDown({ javaScriptEnabled: false })
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
  await enter()
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
  expect(await complaints()).toEqual([])
})

test('the inbox is worked through by keys, and every decision can be taken back', async () => {
  const { slug, textsIn } = await artworkWith('en kop kaffe', 'min hund', 'tirsdag', 'solen')
  await enter()
  await openInbox(slug)
  await shown('en kop kaffe')
  expect(await complaints()).toEqual([])
  await page.keyboard.press('a')
  await shown('min hund')
  await page.keyboard.press('s')
  await shown('tirsdag')
  await page.keyboard.press('n')
  await page.getByText('Hvorfor ikke? Huset får dit svar.').waitFor()
  expect(await complaints()).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.keyboard.press('3')
  await shown('solen')
  await until(
    () => textsIn('declined'),
    (texts) => texts.length === 1,
  )
  expect(await textsIn('approved')).toEqual(['en kop kaffe'])
  expect(await textsIn('asked')).toEqual(['min hund'])
  expect(await textsIn('declined')).toEqual(['tirsdag'])

  await page.keyboard.press('z')
  await shown('tirsdag')
  await page.keyboard.press('z')
  await shown('min hund')
  expect(
    await until(
      () => textsIn('waiting'),
      (texts) => texts.length === 3,
    ),
  ).toEqual(['min hund', 'tirsdag', 'solen'])

  await page.getByRole('link', { name: 'Med', exact: true }).click()
  await page.getByRole('button', { name: /Tag det tilbage/ }).click()
  await page.getByText('Ingen er med endnu.').waitFor()
  await until(
    () => textsIn('waiting'),
    (texts) => texts.length === 4,
  )
})

test('with the shortcuts turned off a letter decides nothing', async () => {
  const { slug, textsIn } = await artworkWith('en kop kaffe', 'min hund')
  await enter()
  await openInbox(slug)
  await page.keyboard.press('?')
  await page.getByRole('checkbox', { name: 'Brug genvejstaster' }).uncheck()
  await page.keyboard.press('a')
  await page.getByRole('button', { name: 'Spørg huset' }).click()
  await shown('min hund')
  await until(
    () => textsIn('asked'),
    (texts) => texts.length === 1,
  )
  expect(await textsIn('approved')).toEqual([])
})

test('an empty inbox says what to do, and a piece appears in it by itself', async () => {
  const { slug, send } = await artworkWith()
  await enter()
  await openInbox(slug)
  await page.getByText('Print en plakat, og hæng den ved kaffen.').waitFor()
  expect(await complaints()).toEqual([])
  await send('det første stykke')
  await shown('det første stykke')
})

test('a decision that cannot be sent comes back with the reason', async () => {
  const { slug } = await artworkWith('en kop kaffe', 'min hund')
  await enter()
  await openInbox(slug)
  await page.route('**/decision', (route) => route.abort())
  await page.keyboard.press('a')
  await page.getByText('Det gik ikke, så stykket ligger her igen.').waitFor()
  await page.getByText('2 nye stykker').waitFor()
})

test('a phone is wide enough to look through the inbox', async () => {
  const { slug, textsIn } = await artworkWith('en kop kaffe')
  await desk.close()
  await sitDown({ width: 360, height: 640 })
  await enter()
  await openInbox(slug)
  const answer = page.getByRole('button', { name: 'Med', exact: true })
  expect((await answer.boundingBox())?.y).toBeLessThan(640 - 48)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await answer.click()
  await page.getByText('Du har set på alt.').waitFor()
  await until(
    () => textsIn('approved'),
    (texts) => texts.length === 1,
  )
})

/** An artwork with an approved piece of Bo's, and what its card can do. */
async function approvedPiece() {
  const { slug, houseCode } = await makeArtwork(curator)
  const credit = { kind: 'name' as const, name: 'Bo' }
  const sent = await sendPiece(house.origin, { slug, house: houseCode, kind: 'text', content: 'sol', credit })
  await untilPrepared(house.origin, sent)
  const body = { decision: 'approved' as const, seenName: 'Bo' }
  await curator.call(decide, { params: { id: sent.id }, body })
  const card = callerOf(house.origin, sent.headers)
  const rename = (name: string) => card(changeCard, { body: { credit: { kind: 'name', name } } })
  return { slug, rename, credit: async () => (await card(getCard, {})).credit, secret: sent.secret }
}

test('a name that is changed with the card comes to the inbox by itself, and is answered by keys', async () => {
  const { slug, rename, credit } = await approvedPiece()
  await enter()
  await openInbox(slug)
  expect(await page.getByRole('heading', { name: 'Nye navne' }).count()).toBe(0)
  await rename('Bob')
  await page.getByText('Før: Bo').waitFor()
  await shown('Tekst fra Huset ved åen: sol')
  expect(await complaints()).toEqual([])
  await page.getByRole('button', { name: 'Vis navnet: Bob' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Navnet vises nu.').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  expect(await credit()).toEqual({ kind: 'name', name: 'Bob' })

  await rename('Bobby')
  await page.getByText('Før: Bob', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Uden navn: Bobby' }).click()
  await page.getByText('Nu står kun husets navn.').waitFor()
  expect(await credit()).toEqual({ kind: 'house' })
  expect(await page.getByRole('heading', { name: 'Nye navne' }).count()).toBe(0)
})

test('on a phone a new name and its two answers, of one size, are in view', async () => {
  const { slug, rename } = await approvedPiece()
  await rename('Et meget langt navn uden noget mellemrum')
  await desk.close()
  await sitDown({ width: 360, height: 640 })
  await enter()
  await page.goto(`${house.origin}/kurator`)
  await page.getByText('Ét stykke venter').first().waitFor()
  await openInbox(slug)
  const boxes = await Promise.all(
    ['Vis navnet', 'Uden navn'].map((name) => page.getByRole('button', { name }).boundingBox()),
  )
  const [show, off] = boxes
  expect([off?.width, off?.height]).toEqual([show?.width, show?.height])
  expect(show?.y).toBeLessThan(640 - 44)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
})

test('a maker who changes a name reads that a person looks first, and sees it as it was written', async () => {
  const { secret } = await approvedPiece()
  await desk.close()
  await sitDown({ width: 360, height: 640 })
  await page.goto(`${house.origin}/kort#${secret}`)
  await page.getByRole('button', { name: /Skift navn/ }).click()
  await page.getByRole('button', { name: /Ja, skriv et navn/ }).click()
  await page.getByLabel('Navn').fill('Bo fra åen')
  await page.getByRole('button', { name: 'Færdig' }).click()
  await page.getByText('Først ser et menneske på navnet.').waitFor()
  await page.getByText('Nu: Bo fra åen').waitFor()
  expect(await complaints()).toEqual([])
})

test('a screen is paired by its four digits', async () => {
  const { slug } = await makeArtwork(curator)
  await enter()
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

test('a picture that came twice waits as one; said to be two, the other waits too, and its card says so', async () => {
  const { slug, houseCode } = await makeArtwork(curator)
  const content = await fixture('dogs.jpg')
  const send = async () => {
    const sent = await sendPiece(house.origin, { slug, house: houseCode, content })
    await untilPrepared(house.origin, sent)
    return sent
  }
  await send()
  const again = await send()
  const phone = await desk.newPage()
  await phone.goto(`${house.origin}/kort#${again.secret}`)
  await phone.getByText('Billedet er her allerede. De to er ét stykke.').waitFor()

  await enter()
  await openInbox(slug)
  await page.getByText('Det samme billede er kommet 2 gange.').waitFor()
  await page.getByText('1 af 1').waitFor()
  expect(await complaints()).toEqual([])
  await page.getByRole('button', { name: 'De er to forskellige stykker' }).click()
  await page.getByText('1 af 2').waitFor()
  expect(await page.getByText('Det samme billede er kommet').count()).toBe(0)
  await phone.reload()
  await phone.getByRole('heading', { name: 'Her er dit stykke' }).waitFor()
  await phone.getByText('Først ser et menneske på det.').waitFor()
  expect(await phone.getByText('Billedet er her allerede.').count()).toBe(0)
})

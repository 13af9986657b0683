/** The maker's way in a real browser, on a phone of 360 × 640: whatever happens, one piece comes in, whole, and once. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { stripHidden } from '#core/privacy/strip.ts'
import { openContext } from '#tests/support/browser.ts'
import { until } from '#tests/support/maker.ts'
import { asked, settled, tap } from '#tests/support/maker-taps.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'
import { sayYes } from '#tests/support/way.ts'

const photoPath = new URL('../fixtures/meadow-with-gps.jpg', import.meta.url)
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

const { house, curator } = staffedHouse()
let phone: BrowserContext
let slug: string
let code: string

beforeEach(async () => {
  ;({ slug, entrance: code } = await makeArtwork(curator))
  phone = await takePhone()
})

const takePhone = (javaScriptEnabled = true): Promise<BrowserContext> =>
  openContext({ viewport: { width: 360, height: 640 }, javaScriptEnabled }, house.origin)

async function openPage(path = ''): Promise<Page> {
  const page = await phone.newPage()
  await page.goto(`${house.origin}/v/${code}${path}`)
  await settled(page)
  return page
}

async function writeText(page: Page, words: string): Promise<void> {
  await tap(page, 'Jeg vil være med')
  await asked(page, 'Hvad har du lyst til?')
  await tap(page, /Skriv lidt/)
  await asked(page, 'Skriv lidt')
  await page.getByRole('textbox').fill(words)
  await tap(page, 'Færdig')
}

/** The hashes of what the server holds of this artwork: hex, one for each piece. */
async function held(): Promise<string[]> {
  const rows = await house.deps.db
    .selectFrom('piece')
    .innerJoin('artwork', 'artwork.id', 'piece.artworkId')
    .where('artwork.slug', '=', slug)
    .select('piece.contentSha256')
    .execute()
  return rows.map(({ contentSha256 }) => contentSha256?.toString('hex') ?? 'none')
}

/** What was said to the pieces of this artwork, in the order in which it came. */
const answers = () =>
  house.deps.db
    .selectFrom('consent')
    .innerJoin('piece', 'piece.id', 'consent.pieceId')
    .innerJoin('artwork', 'artwork.id', 'piece.artworkId')
    .where('artwork.slug', '=', slug)
    .select(['consent.purpose', 'consent.answer', 'consent.language', 'consent.saidAt', 'consent.at'])
    .orderBy('consent.number')
    .execute()

test('a text comes in, and the card stands there with three pictures and a pattern', async () => {
  const page = await openPage()
  await writeText(page, 'En varm kop kaffe 🙂')
  await sayYes(page)
  await asked(page, 'Tak. Vi har det.')
  expect(await held()).toEqual([sha256('En varm kop kaffe 🙂')])
  expect(await page.getByRole('listitem').count()).toBe(3)
  expect(await page.getByRole('listitem').locator('[lang=da]').count()).toBe(3)
  expect(await page.getByRole('img', { name: 'Kortets mønster. En telefon kan læse det.' }).isVisible()).toBe(
    true,
  )

  // The card's link opens the piece; the yes to the web has been heard.
  await settled(page)
  await page.getByRole('button', { name: 'Ja', exact: true }).first().click()
  const secret = (await page.getByRole('link', { name: 'Åbn dit kort' }).getAttribute('href'))?.split('#')[1]
  const answer = await until(
    async (): Promise<unknown> => {
      const headers = { authorization: `Card ${secret ?? ''}` }
      return (await fetch(`${house.origin}/api/card`, { headers })).json()
    },
    (card) => JSON.stringify(card).includes('"web":true'),
  )
  expect(answer).toMatchObject({ credit: { kind: 'house' }, consents: { screen: true, web: true } })
})

test('a photo survives a reload in the middle, and comes in without the place it was taken', async () => {
  const page = await openPage('/1')
  await tap(page, /Tag et billede/)
  await asked(page, 'Tag dit billede')
  await page.locator('input[type=file]:not([capture])').setInputFiles(photoPath.pathname)
  await asked(page, 'Kan man se en person?')
  await page.reload()
  await asked(page, 'Kan man se en person?')
  await tap(page, 'Nej')
  await asked(page, 'Sådan ser det ud')
  await page.reload()
  await sayYes(page)
  await asked(page, 'Tak. Vi har det.')
  expect(await held()).toEqual([sha256(stripHidden(Uint8Array.from(await readFile(photoPath))))])
})

test('a drawing is kept at every stroke, and can be made with keys alone', async () => {
  const page = await openPage('/1')
  await tap(page, /Tegn her/)
  await asked(page, 'Tegn med fingeren')
  const board = page.getByRole('img', { name: 'Dit papir' })
  const box = await board.boundingBox()
  if (!box) throw new Error('there is no board')
  await page.mouse.move(box.x + 30, box.y + 30)
  await page.mouse.down()
  await page.mouse.move(box.x + 90, box.y + 120, { steps: 6 })
  await page.mouse.move(box.x + 200, box.y + 60, { steps: 6 })
  await page.mouse.up()
  await page.getByText('Gemt på telefonen').waitFor()
  await page.reload()
  await page.getByText('Gemt på telefonen').waitFor()
  await tap(page, 'Eller byg med former')
  await asked(page, 'Byg med former')
  await settled(page)
  await page.getByRole('button', { name: 'Prik' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowLeft')
  await tap(page, 'Færdig')
  await sayYes(page)
  await asked(page, 'Tak. Vi har det.')
  expect(await held()).toHaveLength(1)
})

test('without net the card is there at once, and the piece goes out when the net is back', async () => {
  const page = await openPage('/1')
  await tap(page, /Skriv lidt/)
  await page.getByRole('textbox').fill('håb')
  await tap(page, 'Færdig')
  await page.waitForLoadState('networkidle')
  await phone.setOffline(true)
  await sayYes(page)
  await asked(page, 'Tak. Her er dit kort.')
  await page.getByText('Der er ikke net lige nu').waitFor()
  expect(await page.getByRole('listitem').count()).toBe(3)
  const things = await page
    .locator('ol use')
    .evaluateAll((uses) => uses.map((use) => use instanceof SVGUseElement && use.getBBox().width > 0))
  expect(things).toEqual([true, true, true])
  await settled(page)
  await page.getByRole('button', { name: 'Ja', exact: true }).first().click()
  await page.getByText('Det har vi skrevet ned.').waitFor()
  expect(await held()).toEqual([])
  const netCameBackAt = Date.now()
  await phone.setOffline(false)
  await asked(page, 'Tak. Vi har det.')
  expect(await held()).toEqual([sha256('håb')])

  // Both answers are of the time without net, also if they came after it.
  const given = await until(answers, ({ length }) => length === 2)
  expect(given).toMatchObject([
    { purpose: 'screen', answer: 'yes', language: 'da' },
    { purpose: 'web', answer: 'yes', language: 'da' },
  ])
  for (const { saidAt, at } of given) {
    expect(saidAt?.getTime()).toBeLessThanOrEqual(netCameBackAt)
    expect(at.getTime()).toBeGreaterThan(netCameBackAt)
  }
})

test.each(['/', '/kort', '/kort/mine', '/vaerk/'])('what waits goes out from %s as well', async (path) => {
  const page = await openPage()
  await page.route('**/api/artworks/*/pieces/*', (route) => route.abort())
  await writeText(page, 'et andet sted')
  await sayYes(page)
  await asked(page, 'Tak. Her er dit kort.')
  await page.close()
  expect(await held()).toEqual([])
  const elsewhere = await phone.newPage()
  await elsewhere.goto(house.origin + (path === '/vaerk/' ? path + slug : path))
  expect(await until(held, ({ length }) => length > 0)).toEqual([sha256('et andet sted')])
})

test('the card of a piece that waits to be sent leads to where it was given', async () => {
  const page = await openPage()
  await page.route('**/api/artworks/*/pieces/*', (route) => route.abort())
  await writeText(page, 'venter')
  await sayYes(page)
  await asked(page, 'Tak. Her er dit kort.')
  await tap(page, 'Åbn dit kort')
  await page.waitForURL(/\/tak\?stykke=/)
  await asked(page, 'Tak. Her er dit kort.')
  await page.unroute('**/api/artworks/*/pieces/*')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await asked(page, 'Tak. Vi har det.')
  await tap(page, 'Åbn dit kort')
  await asked(page, 'Her er dit stykke')
})

test.each([
  ['en', 'Yes, show it', 'Thank you. We have it.', 'en'],
  // As long as Greenlandic has no words of its own, the ones that were read are Danish.
  ['kl', 'Ja, vis det', 'Tak. Vi har det.', 'da'],
])(
  'to whoever has chosen "%s", the yes is kept in the language that was read',
  async (chosen, yes, thanks, read) => {
    const page = await openPage('/1')
    await tap(page, /Skriv lidt/)
    await page.getByRole('textbox').fill('ro')
    await tap(page, 'Færdig')
    await asked(page, 'Sådan ser det ud')
    await tap(page, 'Det er fint')
    await asked(page, 'Skal der stå et navn?')
    await tap(page, 'Kun husets navn')
    await asked(page, 'Må museet vise det?')
    await phone.addCookies([{ name: 'sprog', value: chosen, url: house.origin }])
    await page.reload()
    await tap(page, yes)
    await asked(page, thanks)
    expect(await answers()).toMatchObject([{ purpose: 'screen', language: read }])
  },
)

test('a server that is ill, or answers into the void, still gets the piece once', async () => {
  const page = await openPage()
  let tries = 0
  await page.route('**/api/artworks/*/pieces/*', async (route) => {
    tries += 1
    if (tries === 1) return route.fulfill({ status: 500, body: 'broken' })
    // The piece arrives, and the answer is lost.
    if (tries === 2) {
      await route.fetch()
      return route.abort()
    }
    return route.continue()
  })
  await writeText(page, 'glæde')
  await sayYes(page)
  await tap(page, 'Prøv nu')
  await until(
    () => Promise.resolve(tries),
    (count) => count >= 2,
  )
  await tap(page, 'Prøv nu')
  await asked(page, 'Tak. Vi har det.')
  expect(await held()).toEqual([sha256('glæde')])
})

test('a piece that came too late stays on the phone, and the reason is said kindly', async () => {
  const page = await openPage()
  await writeText(page, 'for sent')
  await asked(page, 'Sådan ser det ud')
  const now = new Date()
  await house.deps.db
    .updateTable('artwork')
    .set({ opensAt: new Date(now.getTime() - 2000), closesAt: new Date(now.getTime() - 1000) })
    .where('slug', '=', slug)
    .execute()
  await sayYes(page)
  await asked(page, 'Det kom ikke med endnu')
  await page.getByText('Værket er lukket for nye stykker. Du kan se det her.').waitFor()
  expect(await held()).toEqual([])
})

test('a double tap on everything moves exactly one step', async () => {
  const page = await openPage()
  await page.getByRole('link', { name: 'Jeg vil være med' }).dblclick()
  await asked(page, 'Hvad har du lyst til?')
  await settled(page)
  await page.getByRole('link', { name: /Skriv lidt/ }).dblclick()
  await asked(page, 'Skriv lidt')
  await settled(page)
  await page.getByRole('textbox').fill('ro')
  await page.getByRole('button', { name: 'Færdig' }).dblclick()
  await asked(page, 'Sådan ser det ud')
  await page.goBack()
  await asked(page, 'Skriv lidt')
  expect(await page.getByRole('textbox').inputValue()).toBe('ro')
})

test('a tap before the page has come to life leads to the same step', async () => {
  const page = await phone.newPage()
  await page.route('**/*.js', (route) => route.abort())
  await page.goto(`${house.origin}/v/${code}/1`)
  await page.unrouteAll()
  await page.getByRole('link', { name: /Skriv lidt/ }).click()
  await asked(page, 'Skriv lidt')
  expect(new URL(page.url()).search).toBe('')
  await tap(page, 'Tilbage')
  await asked(page, 'Hvad har du lyst til?')
})

test('what is begun is offered again, and what is thrown out can be taken back', async () => {
  const page = await openPage()
  await writeText(page, 'ro')
  await asked(page, 'Sådan ser det ud')
  await page.goto(`${house.origin}/v/${code}`)
  await asked(page, 'Du er i gang med et stykke')
  await tap(page, 'Gå videre')
  await asked(page, 'Skal der stå et navn?')
  await tap(page, 'Nej, intet navn')
  await asked(page, 'Må museet vise det?')
  await tap(page, 'Nej tak, slet det')
  await asked(page, 'Slettet')
  await tap(page, 'Fortryd')
  await asked(page, 'Må museet vise det?')
  await tap(page, 'Nej tak, slet det')
  await tap(page, 'Lav et nyt stykke')
  await asked(page, 'Hvad har du lyst til?')
  expect(await held()).toEqual([])
})

test('a step that there is not says where to go', async () => {
  const page = await phone.newPage()
  const answer = await page.goto(`${house.origin}/v/${code}/9`)
  expect(answer?.status()).toBe(404)
  await page.getByText('Det trin findes ikke. Gå tilbage til starten.').waitFor()
})

test('a wrong file and an empty sheet are told where the person is taken to, each time', async () => {
  const page = await openPage('/1')
  const focused = () => page.evaluate(() => document.activeElement?.textContent.trim())
  await tap(page, /Tag et billede/)
  await asked(page, 'Tag dit billede')
  for (const _ of ['once', 'again']) {
    await page
      .locator('input[type=file]:not([capture])')
      .setInputFiles({ name: 'brev.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('Kære alle') })
    await until(focused, (words) => words === 'Det er ikke et billede. Vælg et billede. Eller tag et nyt.')
    await page.getByRole('heading', { level: 1 }).focus()
  }
  await tap(page, 'Tilbage')
  await asked(page, 'Hvad har du lyst til?')
  await tap(page, /Tegn her/)
  await asked(page, 'Tegn med fingeren')
  for (const _ of ['once', 'again']) {
    await tap(page, 'Færdig')
    await until(focused, (words) => words === 'Sæt en streg. Eller gå tilbage og vælg noget andet.')
  }
})

test('without JavaScript an artwork that opens later says when, not that it is closed', async () => {
  const later = await makeArtwork(curator, { opensAt: '2099-03-01T12:00:00Z' })
  const page = await (await takePhone(false)).newPage()
  await page.goto(`${house.origin}/v/${later.entrance}/ark?slags=text`)
  await asked(page, 'Værket åbner snart')
  await page.getByText('Kom igen 1. marts. Så kan du være med.').waitFor()
})

test('without JavaScript a photo and a text come in as plain forms, and the answer is the card', async () => {
  const plain = await takePhone(false)
  const page = await plain.newPage()
  await page.goto(`${house.origin}/v/${code}`)
  await page.getByRole('link', { name: 'Jeg vil være med' }).click()
  await page.getByRole('link', { name: /Tag et billede/ }).click()
  await page.getByRole('button', { name: 'Send mit stykke' }).click()
  await page.getByText('Vælg et billede.').waitFor()
  expect(await page.locator(':focus').getAttribute('name')).toBe('billede')
  await page.getByLabel('Dit billede').setInputFiles(photoPath.pathname)
  await page.getByLabel('Nej', { exact: true }).check()
  await page.getByLabel('Ja, museet må vise det').check()
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.getByRole('button', { name: 'Send mit stykke' }).click(),
  ])
  await asked(page, 'Tak. Vi har det.')
  await page.getByText('Hjælp', { exact: true }).waitFor()
  expect(answer.headers()['cache-control']).toBe('no-store')
  expect(await page.getByRole('listitem').count()).toBe(3)

  await page.goto(`${house.origin}/v/${code}/ark?slags=text`)
  await page.getByLabel('Hvad gør dig glad?').fill('Linje et\nLinje to')
  await page.getByLabel('Ja, skriv et navn').check()
  await page.getByRole('button', { name: 'Send mit stykke' }).click()
  await page.getByText('Skriv et navn. Eller vælg: Nej, intet navn.').waitFor()
  expect(await page.locator(':focus').getAttribute('name')).toBe('navn')
  expect(await page.getByLabel('Hvad gør dig glad?').inputValue()).toBe('Linje et\nLinje to')
  await page.getByLabel('Navn', { exact: true }).fill('Bo')
  await page.getByLabel('Ja, museet må vise det').check()
  await page.getByRole('button', { name: 'Send mit stykke' }).click()
  await asked(page, 'Tak. Vi har det.')
  const card = await page.locator('a.link').textContent()
  await page.reload()
  await asked(page, 'Tak. Vi har det.')
  expect(await page.locator('a.link').textContent()).toBe(card)

  expect(await answers()).toMatchObject(Array(2).fill({ purpose: 'screen', answer: 'yes', saidAt: null }))
  const photo = stripHidden(Uint8Array.from(await readFile(photoPath)))
  expect((await held()).sort()).toEqual([sha256(photo), sha256('Linje et\nLinje to')].sort())
})

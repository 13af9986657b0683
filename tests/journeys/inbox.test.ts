/** The inbox in a real browser: worked through by keys, with a way back, at a desk and on a phone. */
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import type { Decision } from '#core/contract/cards.ts'
import { listInbox } from '#core/contract/inbox.ts'
import { axeComplaints } from '#tests/screens/gates/axe.ts'
import { desk, openPage } from '#tests/support/browser.ts'
import { sendPiece, until, untilPrepared } from '#tests/support/maker.ts'
import { fixture } from '#tests/support/pictures.ts'
import { openInbox } from '#tests/support/inbox-page.ts'
import { signInAt } from '#tests/support/signed-in.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const narrow = { viewport: { width: 360, height: 640 } }

const { house, curator } = staffedHouse()
let page: Page

beforeEach(async () => {
  page = await openPage(desk, house.origin)
})

/** An artwork in whose inbox these texts lie, oldest first. */
async function artworkWith(...texts: string[]) {
  const { slug, place } = await makeArtwork(curator)
  const send = async (text: string) => {
    const piece = await sendPiece(house.origin, { ...place, kind: 'text', content: text })
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

test('the inbox is worked through by keys, and every decision can be taken back', async () => {
  const { slug, textsIn } = await artworkWith('en kop kaffe', 'min hund', 'tirsdag', 'solen')
  await signInAt(page.context(), curator, house.origin)
  await openInbox(page, slug)
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
  await signInAt(page.context(), curator, house.origin)
  await openInbox(page, slug)
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
  await signInAt(page.context(), curator, house.origin)
  await openInbox(page, slug)
  await page.getByText('Print en plakat, og hæng den ved kaffen.').waitFor()
  expect(await complaints()).toEqual([])
  await send('det første stykke')
  await shown('det første stykke')
})

test('a decision that cannot be sent comes back with the reason', async () => {
  const { slug } = await artworkWith('en kop kaffe', 'min hund')
  await signInAt(page.context(), curator, house.origin)
  await openInbox(page, slug)
  await page.route('**/decision', (route) => route.abort())
  await page.keyboard.press('a')
  await page.getByText('Det gik ikke, så stykket ligger her igen.').waitFor()
  await page.getByText('2 nye stykker').waitFor()
})

test('a phone is wide enough to look through the inbox', async () => {
  const { slug, textsIn } = await artworkWith('en kop kaffe')
  page = await openPage(narrow, house.origin)
  await signInAt(page.context(), curator, house.origin)
  await openInbox(page, slug)
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

test('a picture that came twice waits as one; said to be two, the other waits too, and its card says so', async () => {
  const { slug, place } = await makeArtwork(curator)
  const content = await fixture('dogs.jpg')
  const send = async () => {
    const sent = await sendPiece(house.origin, { ...place, content })
    await untilPrepared(house.origin, sent)
    return sent
  }
  await send()
  const again = await send()
  const phone = await page.context().newPage()
  await phone.goto(`${house.origin}/kort#${again.secret}`)
  await phone.getByText('Billedet er her allerede. De to er ét stykke.').waitFor()

  await signInAt(page.context(), curator, house.origin)
  await openInbox(page, slug)
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

test('a text and a name that are written from right to left stand so beside the Danish', async () => {
  const { slug, place } = await makeArtwork(curator)
  const [text, name] = ['صباح الخير', 'ليلى']
  const credit = { kind: 'name' as const, name }
  await untilPrepared(
    house.origin,
    await sendPiece(house.origin, { ...place, kind: 'text', content: text, credit }),
  )
  await signInAt(page.context(), curator, house.origin)
  await openInbox(page, slug)
  const directionOf = (words: string) =>
    page
      .getByRole('definition')
      .filter({ hasText: words })
      .evaluate((element) => getComputedStyle(element).direction)
  expect([await directionOf(text), await directionOf(name)]).toEqual(['rtl', 'rtl'])
  expect(await directionOf('Huset ved åen')).toBe('ltr')
})

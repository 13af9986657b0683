/** The inbox in a real browser: worked through by keys, with a way back, at a desk and on a phone. */
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import type { Decision } from '#core/contract/cards.ts'
import type { PieceId } from '#core/contract/ids.ts'
import { decide, listInbox } from '#core/contract/inbox.ts'
import { axeComplaints } from '#tests/screens/gates/axe.ts'
import { desk, openPage } from '#tests/support/browser.ts'
import { sendPiece, until, untilPrepared } from '#tests/support/maker.ts'
import { fixture } from '#tests/support/pictures.ts'
import { openInbox } from '#tests/support/inbox-page.ts'
import { insertReadyPieces } from '#tests/support/ready-pieces.ts'
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

/** An artwork in whose inbox these texts wait, without the time that preparing them takes. */
async function readyArtworkWith(...texts: string[]) {
  const { slug, houseCode, artwork } = await makeArtwork(curator)
  const given = { artworkId: artwork.id, houseCode, count: texts.length }
  const ids = await insertReadyPieces(house.deps, given)
  for (const [index, id] of ids.entries())
    await house.deps.db
      .updateTable('piece')
      .set({ decision: 'waiting', decidedAt: null, text: texts[index] ?? '' })
      .where('id', '=', id)
      .execute()
  const textsIn = async (decision: Decision) =>
    (await curator.call(listInbox, { params: { slug }, query: { decision } })).map(({ text }) => text)
  const idOf = (text: string): PieceId => {
    const id = ids[texts.indexOf(text)]
    if (id === undefined) throw new Error(`no piece says ${text}`)
    return id
  }
  return { slug, idOf, textsIn }
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
  expect(await page.getByText('Må ikke beskæres eller farves om').count()).toBe(1)
  await page.keyboard.press('a')
  await shown('min hund')
  await page.keyboard.press('s')
  await shown('tirsdag')
  await page.keyboard.press('n')
  await page.getByText('Hvorfor ikke? Svaret står på kortet').waitFor()
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

test('all of a trusted house are seen together, taken in together, and back again with one undo', async () => {
  const { slug, textsIn } = await readyArtworkWith('en kop kaffe', 'min hund', 'tirsdag')
  await signInAt(page.context(), curator, house.origin)
  await openInbox(page, slug)
  await page.getByText('1 af 3').waitFor()
  expect(await page.getByRole('button', { name: 'Se alle 3 fra huset' }).count()).toBe(0)
  await page.getByRole('checkbox', { name: 'Vi stoler på Huset ved åen' }).check()
  await page.getByRole('button', { name: 'Se alle 3 fra huset' }).click()
  const all = page.getByRole('dialog', { name: 'Alle fra Huset ved åen' })
  await all.getByRole('checkbox', { name: /min hund/ }).uncheck()
  expect(await all.getByText('Må ikke beskæres eller farves om').count()).toBe(3)
  expect(await complaints()).toEqual([])
  await all.getByRole('button', { name: 'Tag alle 2 fra Huset ved åen med' }).click()
  await page.getByText('2 stykker er med.').waitFor()
  await page.getByText('1 af 1').waitFor()
  await until(
    () => textsIn('approved'),
    (texts) => texts.length === 2,
  )
  expect(await textsIn('waiting')).toEqual(['min hund'])

  await page.keyboard.press('z')
  await page.getByText('1 af 3').waitFor()
  await until(
    () => textsIn('waiting'),
    (texts) => texts.length === 3,
  )
  await page.reload()
  expect(await page.getByRole('checkbox', { name: 'Vi stoler på Huset ved åen' }).isChecked()).toBe(true)
})

test('what a colleague answers leaves the pile with a word, and is not answered again', async () => {
  const { slug, idOf, textsIn } = await readyArtworkWith('en kop kaffe', 'min hund', 'tirsdag')
  await signInAt(page.context(), curator, house.origin)
  await openInbox(page, slug)
  await page.getByText('1 af 3').waitFor()
  await page.keyboard.press('n')
  await page.getByText('Hvorfor ikke?').waitFor()
  await curator.call(decide, {
    params: { id: idOf('en kop kaffe') },
    body: { decision: 'approved', was: 'waiting' },
  })
  await page.getByText('Anna har svaret Med: Tekst fra Huset ved åen: en kop kaffe').waitFor()
  // What was asked of the piece is not asked of the next one.
  await page.getByRole('button', { name: 'Spørg huset' }).waitFor()
  await page.getByText('1 af 2').waitFor()
  await page.keyboard.press('a')
  await page.getByText('1 af 1').waitFor()
  await until(
    () => textsIn('approved'),
    (texts) => texts.length === 2,
  )
})

test('an answer on the list of the latest is changed in one step, and the sheet for the house tells it', async () => {
  const { slug, idOf, textsIn } = await readyArtworkWith('en kop kaffe')
  await curator.call(decide, { params: { id: idOf('en kop kaffe') }, body: { decision: 'approved' } })
  await signInAt(page.context(), curator, house.origin)
  const listening = page.waitForRequest(/\/events$/)
  await page.goto(`/kurator/vaerker/${slug}/indbakke?vis=besluttet`)
  await listening
  expect(await complaints()).toEqual([])
  const answer = page.getByRole('group', { name: /^Svar:/ })
  await answer.getByRole('button', { name: 'Ikke med' }).click()
  await page.getByRole('button', { name: /godt lys/ }).click()
  await until(
    () => textsIn('declined'),
    (texts) => texts.length === 1,
  )
  expect(await answer.getByRole('button', { name: 'Ikke med' }).getAttribute('aria-pressed')).toBe('true')

  await page.getByRole('link', { name: 'Ark til husene' }).click()
  await page.getByRole('heading', { name: 'Huset ved åen, Kolding' }).waitFor()
  await page.getByText('Vi kan ikke se det tydeligt. Tag gerne et nyt billede i godt lys.').waitFor()
  expect(await complaints()).toEqual([])
})

test('only those that are asked for are looked at, and without net it is said', async () => {
  const { slug } = await readyArtworkWith('en kop kaffe', 'min hund')
  await signInAt(page.context(), curator, house.origin)
  await openInbox(page, slug)
  await page.getByText('1 af 2').waitFor()
  await page.getByLabel('Slags').selectOption('photo')
  await page.getByText('Ingen af dem, der venter, er sådan.').waitFor()
  await page.getByText('0 af 2 vises.').waitFor()
  expect(await complaints()).toEqual([])
  await page.getByRole('button', { name: 'Vis alle' }).first().click()
  await page.getByText('1 af 2').waitFor()
  await page.context().setOffline(true)
  await page.getByText('Der er ikke net lige nu.').waitFor()
  await page.keyboard.press('a')
  await page.getByText('Det gik ikke, så stykket ligger her igen.').waitFor()
  await page.context().setOffline(false)
  await until(
    () => page.getByText('Der er ikke net lige nu.').count(),
    (count) => count === 0,
  )
})

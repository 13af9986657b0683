/** A name that is changed with the card, in a real browser: a curator sees it before visitors do. */
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { changeCard, getCard } from '#core/contract/cards.ts'
import { axeComplaints } from '#tests/screens/gates/axe.ts'
import { desk, openPage } from '#tests/support/browser.ts'
import { callerOf } from '#tests/support/call.ts'
import { approve } from '#tests/support/hang.ts'
import { sendPiece, untilPrepared } from '#tests/support/maker.ts'
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

/** An artwork with an approved piece of Bo's, and what its card can do. */
async function approvedPiece() {
  const { slug, place } = await makeArtwork(curator)
  const credit = { kind: 'name' as const, name: 'Bo' }
  const sent = await sendPiece(house.origin, { ...place, kind: 'text', content: 'sol', credit })
  await untilPrepared(house.origin, sent)
  await approve(curator, sent.id, 'Bo')
  const card = callerOf(house.origin, sent.headers)
  const rename = (name: string) => card(changeCard, { body: { credit: { kind: 'name', name } } })
  return { slug, rename, credit: async () => (await card(getCard, {})).credit, secret: sent.secret }
}

/** What axe has against the page as it is now, by rule and place. */
const complaints = () => axeComplaints(page, { isAaa: false, withColours: true })

test('a name that is changed with the card comes to the inbox by itself, and is answered by keys', async () => {
  const { slug, rename, credit } = await approvedPiece()
  await signInAt(page.context(), curator, house.origin)
  await openInbox(page, slug)
  expect(await page.getByRole('heading', { name: 'Nye navne' }).count()).toBe(0)
  await rename('Bob')
  await page.getByText('Før: Bo').waitFor()
  await page.getByRole('img', { name: 'Tekst fra Huset ved åen: sol' }).waitFor()
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
  page = await openPage(narrow, house.origin)
  await signInAt(page.context(), curator, house.origin)
  await page.goto(`${house.origin}/kurator`)
  await page.getByText('Ét stykke venter').first().waitFor()
  await openInbox(page, slug)
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
  page = await openPage(narrow, house.origin)
  await page.goto(`${house.origin}/kort#${secret}`)
  await page.getByRole('button', { name: /Skift navn/ }).click()
  await page.getByRole('button', { name: /Ja, skriv et navn/ }).click()
  await page.getByLabel('Navn').fill('Bo fra åen')
  await page.getByRole('button', { name: 'Færdig' }).click()
  await page.getByText('Først ser et menneske på navnet.').waitFor()
  await page.getByText('Nu: Bo fra åen').waitFor()
  expect(await complaints()).toEqual([])
})

/** What a maker sees of a text on the phone is what will hang: the same lines, the same way round, the same letters. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { setCard } from '#core/lettering/card.ts'
import { drawText } from '#api/pictures/lettering.ts'
import { openTypeface } from '#api/pictures/typeface.ts'
import { openPage } from '#tests/support/browser.ts'
import * as maker from '#tests/support/maker-taps.ts'
import { meanDifference, opened } from '#tests/support/pictures.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'
import { textsOfTheWorld } from '#tests/support/texts.ts'

const { house, curator } = staffedHouse()
let way: string

beforeAll(async () => {
  const { entrance } = await makeArtwork(curator)
  way = `/v/${entrance}`
})

/** The question that the tap leads to is there, and the rest after a step is over. */
async function tap(page: Page, name: string | RegExp, leadsTo: string): Promise<void> {
  await maker.tap(page, name)
  await maker.asked(page, leadsTo)
  await maker.settled(page)
}

async function openWriting(): Promise<Page> {
  const page = await openPage({ viewport: { width: 400, height: 900 }, deviceScaleFactor: 2 }, house.origin)
  await page.goto(way)
  await page.waitForSelector('html:not([data-resting]) [data-ready]')
  await tap(page, 'Jeg vil være med', 'Hvad har du lyst til?')
  await tap(page, /Skriv lidt/, 'Skriv lidt')
  return page
}

const onTheWall = async (text: string) => {
  const { measure } = await openTypeface(text)
  return setCard(text, measure).lines.map(({ text, direction }) => ({ text, direction }))
}

async function onThePhone(page: Page, text: string) {
  await page.getByRole('textbox').fill(text)
  await tap(page, 'Færdig', 'Sådan ser det ud')
  const card = page.locator('.piece svg').first()
  const drawn = card.locator('text')
  await drawn.first().waitFor()
  const lines = await drawn.evaluateAll((all) =>
    all.map((line) => ({ text: line.textContent, direction: line.getAttribute('direction') })),
  )
  const picture = await opened(await card.screenshot({ animations: 'disabled' }))
  await tap(page, 'Tilbage', 'Skriv lidt')
  return { lines, picture }
}

const {
  Danish, Polish, Vietnamese, Greek, Arabic, Hebrew, Urdu, Fulani, Hindi, Bengali, Sinhala, Thai, Burmese, Amharic, Chinese,
  Japanese, Korean, pictures, bothDirections,
} = textsOfTheWorld // prettier-ignore

/** What takes apart one way of writing each; several a card, for a card is a walk of two steps. */
const cards = [
  [Danish, Polish, Vietnamese],
  [Greek, Arabic, Hebrew],
  [Urdu, Fulani, Hindi],
  [Bengali, Sinhala, Amharic],
  [Thai, Burmese, Chinese],
  [Japanese, Korean],
  [pictures],
  [bothDirections],
].map((texts) => texts.join('\n'))

test('the phone sets and draws every text as the wall does', async () => {
  const page = await openWriting()
  for (const text of cards) {
    const { lines, picture } = await onThePhone(page, text)
    expect(lines).toEqual(await onTheWall(text))
    const wall = await drawText(text, { longSidePx: picture.widthPx })
    expect(await meanDifference(picture, wall)).toBeLessThan(0.018)
  }
})

test('of the fonts, the phone fetches only the files that hold letters of the text', async () => {
  const page = await openWriting()
  const fetched = new Set<string>()
  // The page's own letters come again, from the phone itself, once its service worker has them.
  const ofThePage = 'atkinson-hyperlegible-next-latin'
  page.on('response', (response) => {
    const name = /([^/]+)-wght-normal\.[^/]+\.woff2$/.exec(response.url())?.[1]
    if (name !== undefined && name !== ofThePage) fetched.add(name)
  })
  await onThePhone(page, 'Kaffe på øen')
  expect([...fetched]).toEqual([])
  await onThePhone(page, 'سلام')
  expect([...fetched]).toEqual(['noto-sans-arabic-arabic'])
})

/**
 * T2 and T3: the whole way by keys alone, and with a hand that taps everything twice. After each step the focus is on
 * the new question, so that who hears the page hears it.
 */
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openPage, phone } from '#tests/support/browser.ts'
import { asked, settled } from '#tests/support/maker-taps.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse({ ROLE: 'web' })
let slug: string
let code: string

beforeAll(async () => {
  ;({ slug, entrance: code } = await makeArtwork(curator))
})

const held = async (): Promise<number> => {
  const { pieces } = await house.deps.db
    .selectFrom('piece')
    .innerJoin('artwork', 'artwork.id', 'piece.artworkId')
    .where('artwork.slug', '=', slug)
    .select(({ fn }) => fn.countAll<string>().as('pieces'))
    .executeTakeFirstOrThrow()
  return Number(pieces)
}

const isFocused = (page: Page, name: string): Promise<boolean> =>
  page.evaluate((wanted) => {
    const active = document.activeElement
    const isField = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement
    const label = isField ? active.labels?.[0] : active
    return (active?.ariaLabel ?? label?.textContent ?? '').trim().startsWith(wanted)
  }, name)

/** More stops than any screen has. */
const stopsMost = 60

async function tabTo(page: Page, name: string): Promise<void> {
  await settled(page)
  for (let stop = 0; stop < stopsMost; stop++) {
    if (await isFocused(page, name)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never comes to "${name}"`)
}

async function choose(page: Page, name: string, next: string): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
  await asked(page, next)
  const focused = await page.evaluate(() => document.activeElement?.textContent.trim())
  expect(focused).toBe(next)
}

async function fromLookToCard(page: Page): Promise<void> {
  await choose(page, 'Det er fint', 'Skal der stå et navn?')
  await choose(page, 'Nej, intet navn', 'Må museet vise det?')
  await tabTo(page, 'Ja, vis det')
  await page.keyboard.press('Space')
  await asked(page, 'Tak. Vi har det.')
}

async function begin(): Promise<Page> {
  const page = await openPage(phone, house.origin)
  await page.goto(`/v/${code}`)
  await choose(page, 'Jeg vil være med', 'Hvad har du lyst til?')
  return page
}

test('a text is written and sent by keys alone', async () => {
  const before = await held()
  const page = await begin()
  await choose(page, 'Skriv lidt', 'Skriv lidt')
  await tabTo(page, 'Hvad gør dig glad?')
  await page.keyboard.type('ro')
  await choose(page, 'Færdig', 'Sådan ser det ud')
  await fromLookToCard(page)
  expect(await held()).toBe(before + 1)
})

test('a drawing is built and sent by keys alone', async () => {
  const before = await held()
  const page = await begin()
  await choose(page, 'Tegn her', 'Tegn med fingeren')
  await choose(page, 'Eller byg med former', 'Byg med former')
  await tabTo(page, 'Ring')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowLeft')
  await choose(page, 'Færdig', 'Sådan ser det ud')
  await fromLookToCard(page)
  expect(await held()).toBe(before + 1)
})

test('a photo is chosen and sent by keys alone', async () => {
  const before = await held()
  const page = await begin()
  await choose(page, 'Tag et billede', 'Tag dit billede')
  // Listened for from here on: Chromium has to know in time that no window is to open.
  const chooser = page.waitForEvent('filechooser')
  await tabTo(page, 'Vælg et billede')
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(fileURLToPath(new URL('../fixtures/meadow-with-gps.jpg', import.meta.url)))
  await asked(page, 'Kan man se en person?')
  await choose(page, 'Nej', 'Sådan ser det ud')
  await fromLookToCard(page)
  expect(await held()).toBe(before + 1)
})

test('a hand that taps everything twice moves one step each time, and sends one piece', async () => {
  const before = await held()
  const page = await openPage(phone, house.origin)
  await page.goto(`/v/${code}`)
  const twice = async (name: string | RegExp, next: string): Promise<void> => {
    await settled(page)
    await page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().dblclick()
    await asked(page, next)
    await settled(page)
    await asked(page, next)
  }
  await twice('Jeg vil være med', 'Hvad har du lyst til?')
  await twice(/Skriv lidt/, 'Skriv lidt')
  await page.getByRole('textbox').fill('ro to gange')
  await twice('Færdig', 'Sådan ser det ud')
  await twice('Det er fint', 'Skal der stå et navn?')
  await twice(/Ja, skriv et navn/, 'Hvilket navn?')
  await page.getByRole('textbox').fill('Bo')
  await twice('Færdig', 'Må museet vise det?')
  await twice('Ja, vis det', 'Tak. Vi har det.')
  await twice('Lav et stykke mere', 'Hvad har du lyst til?')
  await twice(/Tegn her/, 'Tegn med fingeren')
  await twice('Eller vælg en farve', 'Vælg en farve')
  await page.getByText('Gul', { exact: true }).click()
  await twice('Færdig', 'Sådan ser det ud')
  await twice('Det er fint', 'Skal der stå et navn?')
  await twice(/Nej, intet navn/, 'Må museet vise det?')
  await twice('Nej tak, slet det', 'Slettet')
  await twice('Lav et nyt stykke', 'Hvad har du lyst til?')
  await twice('Tilbage', 'Små skridt')
  expect(await held()).toBe(before + 1)
})

/** The house's tablet: who leaves is followed by somebody else, who finds nothing of the one before (ux.md P18, T13). */
import type { BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openContext } from '#tests/support/browser.ts'
import { until } from '#tests/support/maker.ts'
import { asked, settled, tap } from '#tests/support/maker-taps.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
const Manifest = z.object({
  start_url: z.string(),
  display: z.string(),
  icons: z.array(z.object({ src: z.string(), sizes: z.string() })).min(2),
})
let tablet: BrowserContext
let slug: string
let code: string
let title: string

beforeEach(async () => {
  ;({ slug, entrance: code } = await makeArtwork(curator))
  tablet = await openContext({ viewport: { width: 768, height: 1024 } }, house.origin)
  title = ''
})

/** A page whose clock the test turns, on a tablet that a host has set up. */
async function setUp(): Promise<Page> {
  const page = await tablet.newPage()
  await page.clock.install()
  await page.goto(`${house.origin}/v/${code}?tablet`)
  await asked(page, 'Er det husets tablet?')
  await tap(page, 'Ja, det er husets')
  await page.getByRole('link', { name: 'Husets tablet' }).waitFor()
  title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  return page
}

async function write(page: Page, words: string): Promise<void> {
  await tap(page, 'Jeg vil være med')
  await asked(page, 'Hvad har du lyst til?')
  await tap(page, /Skriv lidt/)
  await asked(page, 'Skriv lidt')
  await page.getByRole('textbox').fill(words)
}

/** Goes on with what is written, until the yes has been said. */
async function sayYes(page: Page): Promise<void> {
  for (const [name, next] of [
    ['Færdig', 'Sådan ser det ud'],
    ['Det er fint', 'Skal der stå et navn?'],
    ['Nej, intet navn', 'Må museet vise det?'],
  ] as const) {
    await tap(page, name)
    await asked(page, next)
  }
  await tap(page, 'Ja, vis det')
}

const question = (page: Page) => page.getByRole('dialog', { name: 'Er du her endnu?' })

async function leaveAlone(page: Page): Promise<void> {
  await page.clock.runFor(90_000)
  await question(page).waitFor()
  await page.clock.runFor(30_000)
  await page.getByRole('link', { name: 'Husets tablet' }).waitFor()
  await settled(page)
}

/** All that the browser keeps for the site, but the pages' own notes of where they were scrolled to. */
const keptOn = (page: Page) =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('maker')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(new Error('the shelf does not open'))
    })
    const all = (shelf: string) =>
      new Promise<unknown[]>((resolve) => {
        const asking = database.transaction(shelf).objectStore(shelf).getAll()
        asking.onsuccess = () => resolve(asking.result)
      })
    const [drafts = [], pieces = [], contents = []] = await Promise.all(
      ['drafts', 'pieces', 'contents'].map(all),
    )
    database.close()
    return {
      drafts: drafts.length,
      pieces: JSON.stringify(pieces),
      contents: contents.length,
      session: Object.keys(sessionStorage).filter((key) => !key.startsWith('sveltekit:')),
      local: Object.keys(localStorage),
    }
  })

const nothingKept = { drafts: 0, pieces: '[]', contents: 0, session: [], local: ['husets-tablet'] }

test('who leaves in the middle leaves nothing: not on the shelf, not in a field, not behind Back', async () => {
  const page = await setUp()
  await write(page, 'kun for mig')
  await tap(page, 'Færdig')
  await asked(page, 'Sådan ser det ud')
  await leaveAlone(page)
  expect(await keptOn(page)).toEqual(nothingKept)
  // The steps, and the first start page.
  for (let back = 0; back < 3; back++) {
    await page.goBack()
    await asked(page, title)
    expect(await page.content()).not.toContain('kun for mig')
  }
  await write(page, '')
  expect(await page.getByRole('textbox').inputValue()).toBe('')
})

test('who leaves leaves neither a language nor anything heard; the picture of the work stays for the next', async () => {
  const page = await setUp()
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/service-worker.js')
    if (navigator.serviceWorker.controller === null)
      await new Promise((resolve) => (navigator.serviceWorker.oncontrollerchange = resolve))
    const cache = await caches.open('seen-and-heard')
    await cache.put('/api/voices/da/p_pick_h/abc', new Response('a clip'))
    await cache.put('/api/artworks/haab/cover', new Response('a picture'))
  })
  await write(page, 'på engelsk')
  // Chosen now, the words of this page stay as they are.
  await page.evaluate(() => (document.cookie = 'sprog=en; path=/'))
  await leaveAlone(page)
  expect((await tablet.cookies()).map(({ name }) => name)).toEqual([])
  const kept = () =>
    page.evaluate(async () =>
      (await (await caches.open('seen-and-heard')).keys()).map(({ url }) => new URL(url).pathname),
    )
  await until(kept, (paths) => !paths.some((path) => path.startsWith('/api/voices/')))
  expect(await kept()).toContain('/api/artworks/haab/cover')
})

test('who is still there says so, as often as it takes, with a key or a finger, and goes on', async () => {
  const page = await setUp()
  await write(page, 'langsomt')
  for (const answer of ['tap', 'Enter', 'Escape'] as const) {
    await page.clock.runFor(90_000)
    await question(page).waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Ja, jeg er her')
    await page.clock.runFor(5_000)
    if (answer === 'tap') await page.getByRole('button', { name: 'Ja, jeg er her' }).click()
    else await page.keyboard.press(answer)
    await question(page).waitFor({ state: 'hidden' })
  }
  expect(await page.getByRole('textbox').inputValue()).toBe('langsomt')
})

test('a finished piece that waits for the net goes out after its maker has left, and nobody can open it', async () => {
  const page = await setUp()
  await write(page, 'uden net')
  await page.waitForLoadState('networkidle')
  await page.route('**/api/artworks/*/pieces/*', (route) => route.abort())
  await sayYes(page)
  await asked(page, 'Tak. Her er dit kort.')
  expect(await page.getByRole('button', { name: 'Gem kortet' }).count()).toBe(0)
  await page.getByText('Du kan godt gå.').waitFor()
  await tap(page, 'Jeg er færdig')
  await page.getByText('1 venter her på net.').waitFor()
  await settled(page)
  const kept = await keptOn(page)
  expect(kept).toMatchObject({ drafts: 0, contents: 1, session: [], local: ['husets-tablet'] })
  expect(kept.pieces).toContain('"secret":""')
  expect(kept.pieces).not.toContain('uden net')
  expect(await page.getByRole('link', { name: 'Se dit kort' }).count()).toBe(0)
  await page.goto(`${house.origin}/v/${code}/tak`)
  await asked(page, title)

  await page.unroute('**/api/artworks/*/pieces/*')
  await page.clock.runFor(25_000)
  const arrived = await until(
    () =>
      house.deps.db
        .selectFrom('piece')
        .innerJoin('artwork', 'artwork.id', 'piece.artworkId')
        .where('artwork.slug', '=', slug)
        .select('piece.text')
        .execute(),
    (rows) => rows.length > 0,
  )
  expect(arrived).toEqual([{ text: 'uden net' }])
  await until(
    () => keptOn(page),
    ({ pieces }) => pieces === '[]',
  )
  expect(await keptOn(page)).toEqual(nothingKept)
})

test('a card that is open when its holder leaves is shut', async () => {
  const page = await setUp()
  await write(page, 'med kort')
  await sayYes(page)
  await asked(page, 'Tak. Vi har det.')
  await tap(page, 'Åbn dit kort')
  await asked(page, 'Her er dit stykke')
  expect(await page.getByRole('link', { name: 'Vis mit stykke i værket' }).count()).toBe(0)
  await page.clock.runFor(90_000)
  await question(page).waitFor()
  await page.clock.runFor(30_000)
  await page.getByRole('link', { name: 'Husets tablet' }).waitFor()
  await settled(page)
  expect(await keptOn(page)).toEqual(nothingKept)
  await page.goBack()
  await asked(page, title)
})

test('a person’s own phone asks nothing, and keeps the draft', async () => {
  const page = await tablet.newPage()
  await page.clock.install()
  await page.goto(`${house.origin}/v/${code}/1`)
  await settled(page)
  await tap(page, /Skriv lidt/)
  await page.getByRole('textbox').fill('min egen')
  await page.clock.runFor(3 * 60 * 60_000)
  expect(await question(page).count()).toBe(0)
  await page.reload()
  await settled(page)
  expect(await page.getByRole('textbox').inputValue()).toBe('min egen')
})

test('on the front door and where there is nothing it asks as well, and leads to its own start page', async () => {
  const page = await setUp()
  for (const path of ['/', '/findes-ikke']) {
    await page.goto(house.origin + path)
    await page.waitForLoadState('networkidle')
    await page.clock.runFor(90_000)
    await question(page).waitFor()
    await page.getByRole('button', { name: 'Nej, ryd skærmen' }).click()
    await asked(page, title)
    await settled(page)
  }
})

test('it can stand among the tablet’s programs under its own start page; nobody’s own phone offers that', async () => {
  const named = (page: Page) => page.locator('link[rel=manifest]')
  const own = await (await openContext({}, house.origin)).newPage()
  await own.goto(`${house.origin}/v/${code}`)
  await settled(own)
  expect(await named(own).count()).toBe(0)

  const page = await setUp()
  const address = await named(page).getAttribute('href')
  const read = (path: string) => fetch(new URL(path, house.origin))
  const manifest = Manifest.parse(await (await read(address ?? '')).json())
  expect(manifest).toMatchObject({ start_url: `/v/${code}`, display: 'fullscreen' })
  for (const { src, sizes } of manifest.icons) {
    const { width, height, format } = await sharp(await (await read(src)).arrayBuffer()).metadata()
    expect([format, `${width}x${height}`]).toEqual(['png', sizes])
  }
})

test('it stops being the house’s tablet only for whoever writes the code', async () => {
  const page = await setUp()
  await tap(page, 'Husets tablet')
  await asked(page, 'Det her er husets tablet')
  await page.getByRole('textbox').fill('hvad')
  await tap(page, 'Det er ikke husets mere')
  await page.getByText('Det er ikke koden. Se på plakaten.').waitFor()
  await page.getByRole('textbox').fill(code.toUpperCase())
  await tap(page, 'Det er ikke husets mere')
  await page.getByRole('link', { name: 'Se værket først' }).waitFor()
  expect((await keptOn(page)).local).toEqual([])
})

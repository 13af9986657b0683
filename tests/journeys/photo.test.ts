/** What a maker does to a photo before it is sent: with the hand, with keys alone, and with the camera within the page. */
import sharp from 'sharp'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Quad } from '#core/picture/quad.ts'
import type { RgbPixels } from '#core/picture/straighten.ts'
import type { Store } from '#storage/store.ts'
import { openPage, phone } from '#tests/support/browser.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { until } from '#tests/support/maker.ts'
import { lieBeforeCamera, refuseMedia } from '#tests/support/media.ts'
import { onPaper, photographed, plainSheet } from '#tests/support/photographed.ts'
import { meanDifference, opened, testPattern } from '#tests/support/pictures.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'

/** What came over the wire, as it was. */
const received: Buffer[] = []
const keepingReceived = (store: Store): Store => ({
  ...store,
  async write(key, source) {
    const written = await store.write(key, source)
    if (key.startsWith('incoming/')) received.push(await store.read(key))
    return written
  },
})

let house: TestHouse
let curator: TestCurator
let slug: string
let code: string

beforeAll(async () => {
  house = await openHouse({}, { breaking: keepingReceived })
  curator = await makeCurator(house)
})
afterAll(() => house.stop())

beforeEach(async () => {
  const { artwork } = await makeArtwork(curator)
  slug = artwork.slug
  code = artwork.entrances[0]?.code ?? ''
})

const corners: Quad = [
  [0.2, 0.12],
  [0.83, 0.2],
  [0.9, 0.88],
  [0.12, 0.8],
]

const asJpeg = ({ data, widthPx, heightPx }: RgbPixels) =>
  sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } }).jpeg({ quality: 95 })

async function settled(page: Page): Promise<void> {
  await page.waitForSelector('html:not([data-resting]) [data-ready]')
}

async function tap(page: Page, name: string | RegExp): Promise<void> {
  await settled(page)
  await page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click()
}

async function asked(page: Page, question: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: question, exact: true }).waitFor()
  await settled(page)
}

async function openPhoto(): Promise<Page> {
  const page = await openPage(phone, house.origin)
  await page.goto(`/v/${code}/1`)
  await tap(page, /Tag et billede/)
  await asked(page, 'Tag dit billede')
  return page
}

async function choose(page: Page, buffer: Buffer): Promise<void> {
  const file = { name: 'billede.jpg', mimeType: 'image/jpeg', buffer }
  await page.locator('input[type=file]:not([capture])').setInputFiles(file)
  await asked(page, 'Kan man se en person?')
}

async function mend(page: Page): Promise<void> {
  await tap(page, 'Ret billedet først')
  await asked(page, 'Vil du bruge billedet?')
}

/** @returns the picture that the server made of what came in */
async function send(page: Page): Promise<RgbPixels> {
  await asked(page, 'Kan man se en person?')
  await tap(page, 'Nej')
  await asked(page, 'Sådan ser det ud')
  await tap(page, 'Det er fint')
  await asked(page, 'Skal der stå et navn?')
  await tap(page, 'Nej, intet navn')
  await asked(page, 'Må museet vise det?')
  await tap(page, 'Ja, vis det')
  await asked(page, 'Tak. Vi har det.')
  const row = await until(
    () =>
      house.deps.db
        .selectFrom('piece')
        .innerJoin('artwork', 'artwork.id', 'piece.artworkId')
        .where('artwork.slug', '=', slug)
        .select(['piece.id', 'piece.preparation'])
        .executeTakeFirstOrThrow(),
    ({ preparation }) => preparation === 'ready',
  )
  return opened(await house.deps.storage.read(`pieces/${row.id}/master`))
}

/** The mean colour of a small square around a share of a picture. */
async function colourAt({ data, widthPx, heightPx }: RgbPixels, x: number, y: number): Promise<number[]> {
  const side = Math.round(widthPx * 0.03)
  const left = Math.round(x * widthPx - side / 2)
  const top = Math.round(y * heightPx - side / 2)
  const mean = await sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .extract({ left, top, width: side, height: side })
    .resize(1, 1)
    .raw()
    .toBuffer()
  return [...mean]
}

/** How far a colour is from the one that hides, in its most different channel. */
const fromPaperTone = (colour: readonly number[]): number =>
  Math.max(...[235, 226, 205].map((channel, at) => Math.abs(channel - (colour[at] ?? 0))))

/** How many contents the phone keeps: a photo, and beside it what it was before something was hidden. */
const shelf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('maker')
        opening.onerror = () => reject(new Error('no shelf'))
        opening.onsuccess = () => {
          const counting = opening.result.transaction('contents').objectStore('contents').count()
          counting.onsuccess = () => {
            opening.result.close()
            resolve(counting.result)
          }
        }
      }),
  )

test('a sheet is found, its corners are moved with keys, and it comes in straight and turned', async () => {
  const sheet = onPaper(testPattern(400, 300))
  const photo = photographed(sheet, corners, plainSheet(900, 700, [110, 80, 60]))
  const page = await openPhoto()
  await choose(page, await asJpeg(photo).toBuffer())
  await mend(page)
  await tap(page, 'Ret op')
  await asked(page, 'Hvor er hjørnerne?')
  await page.getByText('Vi fandt papiret.').waitFor()
  const corner = page.getByRole('button', { name: 'Øverst til venstre' })
  const at = () =>
    corner.evaluate((node) => (node instanceof HTMLElement ? parseFloat(node.style.left) : NaN))
  expect(Math.abs((await at()) - 20)).toBeLessThan(1)
  await corner.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  expect(Math.abs((await at()) - 20)).toBeLessThan(1)
  // It never becomes what is no sheet.
  for (let press = 0; press < 20; press++) await page.keyboard.press('Shift+ArrowRight')
  expect(await at()).toBeLessThan(85)
  await page.reload()
  await asked(page, 'Hvor er hjørnerne?')
  await page.getByText('Vi fandt papiret.').waitFor()
  await page.getByRole('button', { name: 'Se det rettet op' }).press('Enter')
  await asked(page, 'Er det bedre nu?')
  await page.getByRole('button', { name: 'Ja, brug det' }).press('Enter')
  await asked(page, 'Vil du bruge billedet?')
  await page.getByRole('link', { name: 'Drej' }).press('Enter')
  await asked(page, 'Vender det rigtigt?')
  await page.getByRole('button', { name: 'Drej det' }).press('Enter')
  await page.getByText('Billedet er drejet 90 grader.').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Færdig' }).press('Enter')
  await asked(page, 'Vil du bruge billedet?')
  await tap(page, 'Brug det her')

  const picture = await send(page)
  const expected = await opened(await asJpeg(sheet).rotate(90).png().toBuffer())
  expect(await meanDifference(picture, expected)).toBeLessThan(0.03)
})

test('a corner is moved by a finger, and by a tap; and the photo can be left as it is', async () => {
  const photo = photographed(onPaper(testPattern(300, 300)), corners, plainSheet(600, 600, [110, 80, 60]))
  const page = await openPhoto()
  await choose(page, await asJpeg(photo).toBuffer())
  await mend(page)
  await tap(page, 'Ret op')
  await asked(page, 'Hvor er hjørnerne?')
  await page.getByText('Vi fandt papiret.').waitFor()
  const corner = page.getByRole('button', { name: 'Øverst til venstre' })
  const lower = page.getByRole('button', { name: 'Nederst til højre' })
  const middle = async (of: typeof corner) => {
    const box = await of.boundingBox()
    if (!box) throw new Error('there is no corner')
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  const from = await middle(corner)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 30, from.y + 20, { steps: 4 })
  await page.mouse.up()
  const to = await middle(corner)
  expect([Math.round(to.x - from.x), Math.round(to.y - from.y)]).toEqual([30, 20])

  const wished = await middle(lower)
  await lower.click()
  await page.mouse.click(wished.x - 60, wished.y - 50)
  const tapped = await middle(lower)
  expect([Math.round(tapped.x - wished.x), Math.round(tapped.y - wished.y)]).toEqual([-60, -50])

  await tap(page, 'Se det rettet op')
  await asked(page, 'Er det bedre nu?')
  await tap(page, 'Nej, lad det være')
  await asked(page, 'Vil du bruge billedet?')
  await tap(page, 'Brug det her')
  expect(await meanDifference(await send(page), photo)).toBeLessThan(0.02)
})

test('what is painted over, by hand and by keys, is in nothing that leaves the phone', async () => {
  // Stored on its side, so that where the hand is and where the bytes lie are two things.
  const seen = testPattern(900, 600)
  const stored = await sharp(await asJpeg(seen).rotate(270).png().toBuffer())
    .jpeg({ quality: 95 })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const page = await openPhoto()
  received.length = 0
  await choose(page, stored)
  await tap(page, 'Ja, en anden')
  await asked(page, 'Er I sammen nu?')
  await tap(page, 'Nej, skjul personen')
  await asked(page, 'Hvad skal skjules?')
  const board = page.getByRole('application')
  const box = await until(
    async () => (await board.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 },
    ({ width }) => width > 100,
  )
  // Over the bright spot near the upper left corner.
  await page.mouse.move(box.x + 0.12 * box.width, box.y + 0.3 * box.height)
  await page.mouse.down()
  await page.mouse.move(box.x + 0.28 * box.width, box.y + 0.3 * box.height, { steps: 8 })
  await page.mouse.up()
  // And a spot that keys move, taken back and brought again.
  await tap(page, 'Stor')
  await board.focus()
  for (let press = 0; press < 6; press++) await page.keyboard.press('Shift+ArrowRight')
  for (let press = 0; press < 5; press++) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Enter')
  await tap(page, 'Et skridt tilbage')
  await tap(page, 'Et skridt frem')
  await tap(page, 'Færdig')
  await asked(page, 'Kan man se en person?')
  expect(await shelf(page)).toBe(2)

  const picture = await send(page)
  const [content] = received
  if (!content || received.length > 1) throw new Error('something else was sent')
  const bytes = await opened(content)
  expect([bytes.widthPx, bytes.heightPx]).toEqual([900, 600])
  for (const each of [bytes, picture])
    for (const [x, y] of [
      [0.14, 0.3],
      [0.2, 0.3],
      [0.26, 0.3],
      [0.8, 0.75],
    ] as const)
      expect(fromPaperTone(await colourAt(each, x, y))).toBeLessThan(8)
  // What was not painted over is as it was.
  const green = await colourAt(seen, 0.15, 0.75)
  for (const [at, channel] of (await colourAt(bytes, 0.15, 0.75)).entries())
    expect(Math.abs(channel - (green[at] ?? 0))).toBeLessThan(6)
  expect(await shelf(page)).toBe(0)
})

test('after the phone has closed the page under its camera, the photo can be taken within the page', async () => {
  const page = await openPhoto()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByText('Åbn kamera').click(),
  ])
  expect(chooser.isMultiple()).toBe(false)
  await page.reload()
  await page.getByText('Telefonen lukkede siden.').waitFor()
  await page.evaluate(lieBeforeCamera)
  await tap(page, 'Tag det her på siden')
  await asked(page, 'Tag billedet her')
  await page.getByRole('button', { name: 'Tag billedet' }).and(page.locator('[aria-disabled=false]')).click()
  const picture = await send(page)
  expect([picture.widthPx, picture.heightPx]).toEqual([640, 480])
})

test('a camera that may not be used is no wall', async () => {
  const page = await openPhoto()
  await page.addInitScript(refuseMedia)
  await page.goto(`/v/${code}/2?om=kamera`)
  await asked(page, 'Tag billedet her')
  await page.getByText('Siden må ikke bruge kameraet.').waitFor()
  await choose(page, await asJpeg(testPattern(300, 200)).toBuffer())
  expect(await meanDifference(await send(page), testPattern(300, 200))).toBeLessThan(0.02)
})

/** A phone that saw the first page once and then has no net: the whole way opens, and what was made on it comes in later. */
import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { stripHidden } from '#core/privacy/strip.ts'
import { phone } from '#tests/support/browser.ts'
import { chromiumOptions } from '#tests/support/chromium.ts'
import { putInFront, type Front } from '#tests/support/front.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { until } from '#tests/support/maker.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'
import { asked, tap } from '#tests/support/maker-taps.ts'
import { makeDrawing, makePhoto, makeText, photoPath } from '#tests/support/way.ts'
import { layWire, type Wire } from '#tests/support/wire.ts'

const builtFiles = new URL('../../web/build/client', import.meta.url)
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

let house: TestHouse
let front: Front
let wire: Wire
let curator: TestCurator
let slug: string
let code: string
/** Of the browser: what it keeps outlives it. */
let profile: string
let browser: BrowserContext

beforeAll(async () => {
  house = await openHouse({ ROLE: 'web' })
  curator = await makeCurator(house)
})
afterAll(async () => {
  await house.stop()
})
beforeEach(async () => {
  front = await putInFront(house.origin)
  wire = await layWire(front.origin)
  const { artwork } = await makeArtwork(curator)
  slug = artwork.slug
  code = artwork.entrances[0]?.code ?? ''
  profile = await mkdtemp(join(tmpdir(), 'faellesvaerk-phone-'))
  browser = await openBrowser()
})
afterEach(async () => {
  await browser.close()
  await wire.close()
  await front.close()
  await rm(profile, { recursive: true, force: true })
})

async function openBrowser(): Promise<BrowserContext> {
  const opened = await chromium.launchPersistentContext(profile, {
    ...chromiumOptions(),
    ...phone,
    baseURL: wire.origin,
  })
  opened.setDefaultTimeout(40_000)
  return opened
}

/** The first page is seen once, and left alone until the phone has the rest. */
async function visitOnce(): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(`/v/${code}`)
  await untilKept(page)
  return page
}

/** The start page comes last but the pages of the way, and `/kort` last of those. */
const untilKept = (page: Page) =>
  until(
    () => page.evaluate(async () => (await caches.match('/kort', { ignoreVary: true })) !== undefined),
    Boolean,
  )

const loseNet = () => wire.cutAfter(0)

/** Without net the card stands there as soon as the yes is said. */
async function seeCard(page: Page): Promise<void> {
  await asked(page, 'Tak. Her er dit kort.')
  expect(await page.getByRole('listitem').count()).toBe(3)
}

/** The hashes of what the server holds of this artwork. */
async function held(): Promise<string[]> {
  const rows = await house.deps.db
    .selectFrom('piece')
    .innerJoin('artwork', 'artwork.id', 'piece.artworkId')
    .where('artwork.slug', '=', slug)
    .select('piece.contentSha256')
    .execute()
  return rows.map(({ contentSha256 }) => contentSha256?.toString('hex') ?? 'none')
}

const Made = z.array(z.object({ sha256: z.string() }))

/** The hashes that the phone itself has written down, one for each piece made on it. */
async function made(page: Page): Promise<string[]> {
  const pieces = await page.evaluate(
    () =>
      new Promise<unknown>((resolve, reject) => {
        const opening = indexedDB.open('maker')
        opening.onerror = () => reject(new Error('no shelf'))
        opening.onsuccess = () => {
          const asking = opening.result.transaction('pieces').objectStore('pieces').getAll()
          asking.onsuccess = () => {
            opening.result.close()
            resolve(asking.result)
          }
        }
      }),
  )
  return Made.parse(pieces).map(({ sha256 }) => sha256)
}

test('one look at the first page, then no net: a text, a drawing and a photo are made, and come in when the browser is opened again with net', async () => {
  const page = await visitOnce()
  loseNet()
  await page.reload()
  await tap(page, 'Jeg vil være med')
  await makeText(page, 'uden net')
  await seeCard(page)
  await tap(page, 'Lav et stykke mere')
  await makeDrawing(page)
  await seeCard(page)
  await page.reload()
  await asked(page, 'Tak. Her er dit kort.')
  await tap(page, 'Lav et stykke mere')
  await makePhoto(page)
  await seeCard(page)
  const onThePhone = await made(page)
  expect(onThePhone).toHaveLength(3)
  expect(onThePhone).toEqual(
    expect.arrayContaining([
      sha256('uden net'),
      sha256(stripHidden(Uint8Array.from(await readFile(photoPath)))),
    ]),
  )

  await browser.close()
  browser = await openBrowser()
  const again = await browser.newPage()
  await again.goto(`/v/${code}/tak`)
  await asked(again, 'Tak. Her er dit kort.')
  expect(await held()).toEqual([])

  wire.mend()
  // The wire is cut behind the phone's back, so it hears of neither its end nor its mending.
  await again.evaluate(() => dispatchEvent(new Event('online')))
  await asked(again, 'Tak. Vi har det.')
  await until(held, (hashes) => hashes.length === 3)
  expect((await held()).sort()).toEqual(onThePhone.sort())
})

test('every page of the way opens without net, and another address gets a kind word', async () => {
  const page = await visitOnce()
  loseNet()
  for (const step of ['1', '2', '3', '4', '5']) {
    await page.goto(`/v/${code}/${step}`)
    await asked(page, 'Hvad har du lyst til?')
  }
  await page.goto('/kort')
  await asked(page, 'Find dit stykke')
  await page.goto(`/vaerk/${slug}`)
  await asked(page, 'Der er ikke net lige nu')
  wire.mend()
  await page.getByRole('button', { name: 'Prøv nu' }).click()
  await page.waitForURL(`**/vaerk/${slug}`)
  await page
    .getByRole('heading', { level: 1, name: 'Der er ikke net lige nu' })
    .waitFor({ state: 'detached' })
})

test('the phone keeps the way and nothing else: no other room, no answer about a person, few bytes', async () => {
  const page = await visitOnce()
  await tap(page, 'Jeg vil være med')
  await asked(page, 'Hvad har du lyst til?')
  await tap(page, /Skriv lidt/)
  await page.getByRole('textbox').fill('hemmeligt')
  await tap(page, 'Færdig')
  await asked(page, 'Sådan ser det ud')
  const kept = await page.evaluate(async () => {
    const found: { path: string; text: string }[] = []
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) {
        const answer = await caches.match(request, { ignoreVary: true })
        found.push({ path: new URL(request.url).pathname, text: (await answer?.text()) ?? '' })
      }
    return found
  })
  expect(kept.filter(({ text }) => text.includes('hemmeligt'))).toEqual([])
  const files = kept.filter(({ path }) => path.startsWith('/_app/immutable/'))
  const pages = kept.filter((each) => !files.includes(each)).map(({ path }) => path)
  const steps = ['1', '2', '3', '4', '5', 'tak', '__data.json'].map((part) => `/v/${code}/${part}`)
  const cards = ['/kort', '/kort/mine']
  expect(pages.sort()).toEqual([...cards, '/uden-net', `/v/${code}`, ...steps].sort())

  expect(files.map(({ path }) => path).filter((path) => /noto|konva|saet-sammen/.test(path))).toEqual([])
  const sizes = files.map(({ path }) => {
    const packed = new URL(`.${path}.gz`, `${builtFiles.href}/`)
    return statSync(existsSync(packed) ? packed : new URL(`.${path}`, `${builtFiles.href}/`)).size
  })
  const together = sizes.reduce((sum, size) => sum + size, 0)
  expect(together).toBeGreaterThan(100_000)
  expect(together / 1000).toBeLessThan(320)
})

test('back from another room without net, the first page stands there again', async () => {
  const page = await visitOnce()
  await tap(page, 'Se værket først')
  await page.waitForURL(`**/vaerk/${slug}`)
  loseNet()
  await page.goBack()
  await tap(page, 'Jeg vil være med')
  await asked(page, 'Hvad har du lyst til?')
})

/** Tells the version that waits that it may take over, and waits until it has heard. @returns whether it still waits */
const offerTakeOver = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    const heard = new MessageChannel()
    const done = new Promise((resolve) => (heard.port1.onmessage = resolve))
    registration?.waiting?.postMessage({ type: 'take-over' }, [heard.port2])
    if (registration?.waiting) await done
    return Boolean(registration?.waiting)
  })

const isWaiting = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    return Boolean(registration?.waiting)
  })

test('a newer version comes while a piece waits and another is drawn: it takes over at the start page, and nothing is lost', async () => {
  const page = await visitOnce()
  await page.route('**/api/artworks/*/pieces/*', (route) => route.abort())
  await tap(page, 'Jeg vil være med')
  await makeText(page, 'før den nye')
  await seeCard(page)
  await tap(page, 'Lav et stykke mere')
  await asked(page, 'Hvad har du lyst til?')
  await tap(page, /Tegn her/)
  await asked(page, 'Tegn med fingeren')

  front.deploy()
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
  await until(() => isWaiting(page), Boolean)
  expect(await offerTakeOver(page)).toBe(true)
  await tap(page, 'Tilbage')
  await makeDrawing(page)
  await seeCard(page)
  expect(await isWaiting(page)).toBe(true)
  const onThePhone = await made(page)

  await tap(page, 'Jeg er færdig')
  await page.waitForURL(`**/v/${code}`)
  await until(
    () => isWaiting(page),
    (waiting) => !waiting,
  )
  const versions = await page.evaluate(async () =>
    (await caches.keys()).filter((name) => name.startsWith('way-')),
  )
  expect(versions).toContain('way-newer-version')

  // The older version's files are still there for a page that it made, also without net.
  loseNet()
  await page.reload()
  await tap(page, 'Jeg vil være med')
  await asked(page, 'Hvad har du lyst til?')
  wire.mend()
  await page.unroute('**/api/artworks/*/pieces/*')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await until(held, (hashes) => hashes.length === 2)
  expect((await held()).sort()).toEqual(onThePhone.sort())
})

test.each([
  { comes: 'no newer version', isFetched: false },
  { comes: 'a newer version', isFetched: true },
])(
  'where $comes, a page that has stood open for long is fetched anew at the next step: $isFetched',
  async ({ isFetched }) => {
    const page = await browser.newPage()
    await page.clock.install()
    await page.goto(`/v/${code}`)
    await page.getByRole('link', { name: 'Jeg vil være med' }).waitFor()
    if (isFetched) front.deploy()
    const heard = page.waitForResponse('**/_app/version.json')
    await page.clock.fastForward('31:00')
    await (await heard).finished()
    await page.evaluate(() => Object.assign(document.documentElement.dataset, { stands: 'here' }))
    await tap(page, 'Jeg vil være med')
    await asked(page, 'Hvad har du lyst til?')
    expect(await page.locator('html[data-stands]').count()).toBe(isFetched ? 0 : 1)
  },
)

test('on an address without a certificate there is no such thing to keep, and a piece comes in as ever', async () => {
  const plain = await chromium.launch(chromiumOptions({ 'huset.test': '127.0.0.1' }))
  try {
    const page = await plain.newPage(phone)
    await page.goto(`http://huset.test:${new URL(wire.origin).port}/v/${code}`)
    expect(await page.evaluate(() => 'serviceWorker' in navigator)).toBe(false)
    await tap(page, 'Jeg vil være med')
    await makeText(page, 'i husets eget net')
    await asked(page, 'Tak. Vi har det.')
    expect(await held()).toEqual([sha256('i husets eget net')])
  } finally {
    await plain.close()
  }
})

/** The museum's wall in a real browser: paired, shown, renewed without a flash, touched, and never an error. */
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { beforeEach, expect, test } from 'vitest'
import { changeCard, hidePiece } from '#core/contract/cards.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { answerNewName } from '#core/contract/inbox.ts'
import type { Credit } from '#core/contract/pieces.ts'
import { listScreens, pairScreen } from '#core/contract/screens.ts'
import { callerOf } from '#tests/support/call.ts'
import { openContext, wall as wallSize } from '#tests/support/browser.ts'
import { approve, hang, publishNow } from '#tests/support/hang.ts'
import { sendPiece, until, untilPrepared, yesTo, type SentPiece } from '#tests/support/maker.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

type Rgb = readonly [number, number, number]
const green: Rgb = [31, 122, 61]
const magenta: Rgb = [200, 24, 140]
const marigold: Rgb = [255, 176, 0]

const { house, curator } = staffedHouse()
let slug: ArtworkSlug
let place: { slug: string; house: string }
let wall: Page

/** A piece of one colour, taken in and hung. */
async function hangOf(colour: Rgb, xMm: number, credit: Credit): Promise<SentPiece> {
  const [r, g, b] = colour
  const create = { width: 400, height: 300, channels: 3 as const, background: { r, g, b } }
  const piece = await sendPiece(house.origin, {
    ...place,
    content: await sharp({ create }).jpeg({ quality: 95 }).toBuffer(),
    consents: yesTo('screen', 'web'),
    credit,
  })
  await untilPrepared(house.origin, piece)
  await approve(curator, piece.id, credit.kind === 'name' ? credit.name : undefined)
  await hang(curator, slug, piece.id, { xMm, yMm: 450, widthMm: 400, heightMm: 300, rotationDeg: 0 })
  return piece
}

/** Where a colour is seen on the page, and how much of the page it fills. */
async function look(page: Page, colour: Rgb): Promise<{ part: number; x: number; y: number }> {
  const { data, info } = await sharp(await page.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  let [seen, x, y] = [0, 0, 0]
  for (let at = 0; at < data.length; at += 3) {
    if (colour.some((value, channel) => Math.abs((data[at + channel] ?? 0) - value) > 14)) continue
    seen++
    x += (at / 3) % info.width
    y += Math.floor(at / 3 / info.width)
  }
  return { part: seen / (info.width * info.height), x: x / seen, y: y / seen }
}

const untilSeen = (page: Page, colour: Rgb) =>
  until(
    () => look(page, colour),
    ({ part }) => part > 0.02,
  )

/** The words in the band, in one line. */
const told = async (page: Page) => (await page.locator('[role=status]').innerText()).replace(/\s+/g, ' ')

/** A new screen that a curator has paired with the artwork. */
async function pairedWall(): Promise<Page> {
  const context = await openContext(wallSize, house.origin)
  const page = await context.newPage()
  await page.goto(`${house.origin}/skaerm`)
  const digits = page.getByText(/^\s*(\d\s*){4}$/)
  const code = (await digits.innerText()).replace(/\s/g, '')
  await curator.call(pairScreen, { body: { code, name: 'Væggen', artwork: slug } })
  return page
}

beforeEach(async () => {
  ;({ slug, place } = await makeArtwork(curator))
  await hangOf(green, 400, { kind: 'name', name: 'Bo' })
  await publishNow(curator, slug)
  wall = await pairedWall()
})

test('a paired screen shows the work and tells the curators which edition', async () => {
  await untilSeen(wall, green)
  expect(await wall.getByText('1 stykke fra 1 hus').isVisible()).toBe(true)
  await until(
    () => curator.call(listScreens, {}),
    (screens) => screens.some((screen) => screen.artwork === slug && screen.edition === 1),
  )
})

test('a new edition comes without a reload, and no frame between is empty', async () => {
  const { x, y } = await untilSeen(wall, green)
  let navigations = 0
  wall.on('framenavigated', () => navigations++)
  await wall.evaluate(
    ({ x, y }) => {
      const canvas = document.querySelector('canvas')
      const context = canvas?.getContext('2d')
      const frame = () => {
        const [, shade = 0, , opaque = 0] = context?.getImageData(x, y, 1, 1).data ?? []
        const isThere = opaque === 255 && Math.abs(shade - 122) < 20
        const count = isThere ? 'framesSeen' : 'framesEmpty'
        document.body.dataset[count] = String(Number(document.body.dataset[count] ?? 0) + 1)
        requestAnimationFrame(frame)
      }
      frame()
    },
    { x, y },
  )
  await hangOf(magenta, 1200, { kind: 'none' })
  await publishNow(curator, slug)
  await untilSeen(wall, magenta)
  const frames = await wall.evaluate(() => ({ ...document.body.dataset }))
  expect(Number(frames['framesSeen'])).toBeGreaterThan(10)
  expect(frames['framesEmpty']).toBeUndefined()
  expect(navigations).toBe(0)
})

test('a tap tells who made a piece in the way its maker chose', async () => {
  await hangOf(magenta, 1200, { kind: 'none' })
  await publishNow(curator, slug)
  const named = await untilSeen(wall, green)
  await untilSeen(wall, magenta)
  await wall.mouse.click(named.x, named.y)
  await wall.getByText('Lavet af Bo').waitFor()
  await wall.getByRole('button', { name: 'Næste' }).click()
  await wall.getByText('Lavet af en, der ikke vil nævnes').waitFor()
  await wall.getByRole('button', { name: 'Se det hele' }).click()
  expect(await told(wall)).toContain('Tryk på et stykke')
})

test('while the api answers 500 the work stays, also over a reload', async () => {
  await untilSeen(wall, green)
  await wall.route('**/api/**', (route) => route.fulfill({ status: 500 }))
  await wall.keyboard.press('ArrowRight')
  await until(
    () => look(wall, green),
    ({ part }) => part > 0.2,
  )
  // Intercepted requests pass by the browser's cache, so the tiles are let through.
  await wall.unroute('**/api/**')
  await wall.route('**/api/screen**', (route) => route.fulfill({ status: 500 }))
  await wall.reload()
  await untilSeen(wall, green)
  expect(await told(wall)).toContain('Rør ved værket')
})

test('a piece that is taken down leaves the wall, and its words with it', async () => {
  const piece = await hangOf(magenta, 1200, { kind: 'name', name: 'Jette' })
  await publishNow(curator, slug)
  const { x, y } = await untilSeen(wall, magenta)
  await wall.mouse.click(x, y)
  await wall.getByText('Lavet af Jette').waitFor()
  await callerOf(house.origin, piece.headers)(hidePiece, {})
  await until(
    () => look(wall, magenta),
    ({ part }) => part === 0,
  )
  expect(await told(wall)).not.toContain('Jette')
})

test('a name that its maker writes anew comes when a curator has seen it, and goes as soon as its maker says', async () => {
  const piece = await hangOf(magenta, 1200, { kind: 'name', name: 'Jette' })
  await publishNow(curator, slug)
  const { x, y } = await untilSeen(wall, magenta)
  await wall.mouse.click(x, y)
  await wall.getByText('Lavet af Jette').waitFor()
  let tiles = 0
  wall.on('request', (request) => (tiles += request.url().includes('/api/tiles/') ? 1 : 0))
  const card = callerOf(house.origin, piece.headers)
  await card(changeCard, { body: { credit: { kind: 'name', name: 'Noget Grimt' } } })
  await wall.getByText('Lavet af Jette').waitFor({ state: 'detached' })
  expect(await told(wall)).toContain('Fra Huset ved åen i Kolding')
  expect(await told(wall)).not.toContain('Grimt')
  await card(changeCard, { body: { credit: { kind: 'name', name: 'Jytte' } } })
  await curator.call(answerNewName, { params: { id: piece.id }, body: { name: 'Jytte', answer: 'show' } })
  await wall.getByText('Lavet af Jytte').waitFor()
  await card(changeCard, { body: { credit: { kind: 'none' } } })
  await wall.getByText('Lavet af en, der ikke vil nævnes').waitFor()
  // Only words came: the picture stayed as it hung.
  expect(tiles).toBe(0)
})

test('on the web "my piece" is flown to and ringed; one that is not there is answered kindly', async () => {
  const piece = await hangOf(magenta, 1200, { kind: 'house' })
  await publishNow(curator, slug)
  const page = await wall.context().newPage()
  await page.setViewportSize({ width: 360, height: 640 })
  await page.goto(`${house.origin}/vaerk/${slug}?stykke=${piece.id}`)
  await page.getByText('Her er dit stykke').waitFor()
  await page.getByText('Fra Huset ved åen i Kolding').waitFor()
  await until(
    () => look(page, magenta),
    ({ part }) => part > 0.15,
  )
  expect((await look(page, marigold)).part).toBeGreaterThan(0.003)
  await page.goto(`${house.origin}/vaerk/${slug}?stykke=${randomUUID()}`)
  await page.getByText('Dit stykke er ikke her lige nu.').waitFor()
})

test('without script the work is a picture and a list of words', async () => {
  const context = await openContext({ javaScriptEnabled: false }, house.origin)
  const page = await context.newPage()
  await page.goto(`${house.origin}/vaerk/${slug}`)
  expect(await page.getByRole('listitem').allInnerTexts()).toEqual([expect.stringContaining('Lavet af Bo')])
  await page.getByRole('img', { name: 'Hele værket: Små skridt' }).waitFor()
})

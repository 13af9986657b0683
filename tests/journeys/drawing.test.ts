/** The drawing hand in a real browser: fingers, a pen, a palm, a turned phone; one colour; and the piece in the work. */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Drawing } from '#core/ink/drawing.ts'
import { Drawing as AnyDrawing } from '#core/ink/drawing.ts'
import { connectBrowser } from '#tests/support/browser.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { until } from '#tests/support/maker.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'

let house: TestHouse
let browser: Browser
let curator: TestCurator
let phone: BrowserContext
let page: Page
let hand: CDPSession
let slug: string
let code: string

beforeAll(async () => {
  house = await openHouse()
  curator = await makeCurator(house)
  browser = await connectBrowser()
})

afterAll(async () => {
  await browser.close()
  await house.stop()
})

beforeEach(async () => {
  const { artwork } = await makeArtwork(curator, { paints: ['#ffb000', '#bfe0f2'], paper: '#14213d' })
  slug = artwork.slug
  code = artwork.entrances[0]?.code ?? ''
  phone = await browser.newContext({ viewport: { width: 360, height: 640 }, hasTouch: true })
  page = await phone.newPage()
  hand = await phone.newCDPSession(page)
  await page.goto(`${house.origin}/v/${code}/1`)
  await tap(/Tegn her/)
  await board().waitFor()
  await settled()
})

afterEach(() => phone.close())

const settled = (): Promise<unknown> => page.waitForSelector('html:not([data-resting]) [data-ready]')
const board = () => page.getByRole('img', { name: 'Dit papir' })

async function tap(name: string | RegExp): Promise<void> {
  await settled()
  await page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click()
}

const asked = (question: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: question, exact: true }).waitFor()

/** Where on the window a part of the sheet is, from its upper left corner. */
async function at(x: number, y: number): Promise<{ x: number; y: number }> {
  const box = await board().boundingBox()
  if (!box) throw new Error('there is no board')
  return { x: box.x + x * box.width, y: box.y + y * box.height }
}

type Fingers = readonly (readonly [id: number, x: number, y: number])[]

async function touch(type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', fingers: Fingers) {
  const touchPoints = await Promise.all(fingers.map(async ([id, x, y]) => ({ id, ...(await at(x, y)) })))
  await hand.send('Input.dispatchTouchEvent', { type, touchPoints })
}

async function pen(type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number, y: number) {
  await hand.send('Input.dispatchMouseEvent', {
    type,
    ...(await at(x, y)),
    button: 'left',
    buttons: type === 'mouseReleased' ? 0 : 1,
    force: 0.7,
    clickCount: 1,
    pointerType: 'pen',
  })
}

/** The strokes that lie on the phone's own shelf. */
const kept = (): Promise<Drawing['strokes']> =>
  page
    .evaluate(
      (key) =>
        new Promise<unknown>((resolve, reject) => {
          const opening = indexedDB.open('maker')
          opening.onerror = () => reject(new Error('no shelf'))
          opening.onsuccess = () => {
            const asking = opening.result.transaction('drafts').objectStore('drafts').get(key)
            asking.onerror = () => reject(new Error('no draft'))
            asking.onsuccess = () => {
              opening.result.close()
              resolve(asking.result)
            }
          }
        }),
      code,
    )
    .then((draft) => AnyDrawing.pick({ strokes: true }).parse(draft).strokes)

const keptAre = (count: number) =>
  until(kept, (strokes) => strokes.length === count).then((strokes) => strokes.at(-1))

test('a second finger neither draws nor zooms, and the first stroke goes on', async () => {
  await touch('touchStart', [[1, 0.2, 0.2]])
  await touch('touchMove', [[1, 0.3, 0.3]])
  await touch('touchStart', [[1, 0.3, 0.3], [2, 0.8, 0.8]]) // prettier-ignore
  await touch('touchMove', [[1, 0.2, 0.5], [2, 0.9, 0.9]]) // prettier-ignore
  await touch('touchMove', [[1, 0.5, 0.5]])
  await touch('touchEnd', [])
  const stroke = await keptAre(1)
  expect(stroke?.points[0]?.[0]).toBeCloseTo(200, -1)
  expect(Math.max(...(stroke?.points.map(([x]) => x) ?? []))).toBeCloseTo(500, -1)
  expect(await page.evaluate(() => visualViewport?.scale)).toBe(1)
})

test('what the system takes away leaves no mark, and what was drawn before is kept', async () => {
  await touch('touchStart', [[1, 0.2, 0.2]])
  await touch('touchMove', [[1, 0.4, 0.4]])
  await touch('touchEnd', [])
  await keptAre(1)
  await touch('touchStart', [[1, 0.6, 0.6]])
  await touch('touchMove', [[1, 0.9, 0.9]])
  await touch('touchCancel', [])
  // The phone dies while the next stroke is under the hand.
  await touch('touchStart', [[1, 0.1, 0.9]])
  await touch('touchMove', [[1, 0.3, 0.9]])
  await page.reload()
  await board().waitFor()
  await settled()
  expect(await kept()).toHaveLength(1)
  await page.getByText('Gemt på telefonen').waitFor()
})

test('once there was a pen, a palm leaves no mark; the pen presses', async () => {
  await pen('mousePressed', 0.2, 0.2)
  await pen('mouseMoved', 0.5, 0.5)
  await pen('mouseReleased', 0.5, 0.5)
  const stroke = await keptAre(1)
  expect(stroke?.points.some(([, , pressure]) => pressure !== 0.5)).toBe(true)
  await touch('touchStart', [[1, 0.7, 0.7]])
  await touch('touchMove', [[1, 0.8, 0.8]])
  await touch('touchEnd', [])
  await pen('mousePressed', 0.2, 0.6)
  await pen('mouseMoved', 0.6, 0.7)
  await pen('mouseReleased', 0.6, 0.7)
  expect((await keptAre(2))?.points[0]?.[0]).toBeCloseTo(200, -1)
})

test('the phone is turned in the middle of a stroke, and the line goes on where the finger is', async () => {
  await touch('touchStart', [[1, 0.1, 0.1]])
  await touch('touchMove', [[1, 0.3, 0.1]])
  await page.setViewportSize({ width: 640, height: 360 })
  await board().scrollIntoViewIfNeeded()
  await touch('touchMove', [[1, 0.5, 0.4]])
  await touch('touchEnd', [])
  const stroke = await keptAre(1)
  const [[startX, startY] = [0, 0], ...others] = stroke?.points ?? []
  const [endX, endY] = others.at(-1) ?? [0, 0]
  expect(startX).toBeCloseTo(100, -1)
  expect(startY).toBeCloseTo(85, -1)
  expect(endX).toBeCloseTo(500, -1)
  expect(endY).toBeCloseTo(340, -1)
})

test('the calm line is a switch that says so, is kept, and is in the stroke', async () => {
  const calm = page.getByRole('button', { name: 'Rolig streg' })
  expect(await calm.getAttribute('aria-pressed')).toBe('false')
  await calm.click()
  await page.reload()
  await board().waitFor()
  await settled()
  expect(await calm.getAttribute('aria-pressed')).toBe('true')
  await touch('touchStart', [[1, 0.1, 0.1]])
  await touch('touchMove', [[1, 0.3, 0.1]])
  await touch('touchEnd', [])
  expect(await keptAre(1)).toMatchObject({ calm: true, colour: '#ffb000' })
})

test('one colour is enough: chosen by keys, looked at in the work, closed with Esc and Back, and sent', async () => {
  await tap('Eller vælg en farve')
  await asked('Vælg en farve')
  await tap('Færdig')
  await page.getByText('Vælg en farve. Eller gå tilbage og tegn.').waitFor()
  await page.getByRole('radio', { name: 'Bart papir' }).focus()
  await page.keyboard.press('ArrowUp')
  expect(await page.getByRole('radio', { name: 'Lys blå' }).isChecked()).toBe(true)
  await page.getByText('Gemt på telefonen').waitFor()
  await page.getByRole('button', { name: 'Færdig' }).focus()
  await page.keyboard.press('Enter')

  await asked('Sådan ser det ud')
  await page.getByText('Her er plads. Det første stykke kan være dit.').waitFor()
  await tap('Se det stort')
  await asked('Dit stykke i værket')
  await page.keyboard.press('Escape')
  await asked('Sådan ser det ud')
  await tap('Se det stort')
  await asked('Dit stykke i værket')
  await page.goBack()
  await asked('Sådan ser det ud')

  await tap('Det er fint')
  await asked('Skal der stå et navn?')
  await tap('Nej, intet navn')
  await asked('Må museet vise det?')
  await tap('Ja, vis det')
  await asked('Tak. Vi har det.')
  const row = await house.deps.db
    .selectFrom('piece')
    .innerJoin('artwork', 'artwork.id', 'piece.artworkId')
    .where('artwork.slug', '=', slug)
    .select('piece.drawing')
    .executeTakeFirst()
  expect(row?.drawing).toEqual({ heightUnits: 850, paper: '#bfe0f2', strokes: [] })
})

test('the piece stands still in the large view where motion is not wanted, and goes out once where it is', async () => {
  const moving = () =>
    page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)
  await touch('touchStart', [[1, 0.1, 0.1]])
  await touch('touchMove', [[1, 0.5, 0.5]])
  await touch('touchEnd', [])
  await tap('Færdig')
  await page.getByText('Her er plads. Det første stykke kan være dit.').waitFor()
  await tap('Se det stort')
  await asked('Dit stykke i værket')
  expect(await until(moving, (count) => count > 0)).toBe(1)
  await until(moving, (count) => count === 0)
  await page.keyboard.press('Escape')
  await asked('Sådan ser det ud')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await tap('Se det stort')
  await asked('Dit stykke i værket')
  expect(await moving()).toBe(0)
})

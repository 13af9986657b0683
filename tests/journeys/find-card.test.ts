/** "Find dit stykke": the card held to the camera, its three pictures and the house, or its link. */
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { wordsOfHash } from '#core/card/card.ts'
import { cardWord } from '#core/card/spell.ts'
import { cardKinds, wordsOfKind } from '#core/card/kinds.ts'
import { qrSquares } from '#core/qr/qr-squares.ts'
import { secretHash } from '#api/http/callers.ts'
import { openContext } from '#tests/support/browser.ts'
import { sendPiece, type SentPiece } from '#tests/support/maker.ts'
import { refuseMedia } from '#tests/support/media.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
let made: Awaited<ReturnType<typeof makeArtwork>>
let sent: SentPiece

beforeEach(async () => {
  made = await makeArtwork(curator)
  sent = await sendPiece(house.origin, { ...made.place, kind: 'text', content: 'find mig' })
})

async function openPage(path: string): Promise<Page> {
  const context = await openContext({ viewport: { width: 360, height: 640 } }, house.origin)
  const page = await context.newPage()
  await page.goto(house.origin + path)
  await page.getByRole('heading', { level: 1, name: 'Find dit stykke' }).waitFor()
  return page
}

const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor()

const choose = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

const visibility = async ({ id }: SentPiece) =>
  (
    await house.deps.db
      .selectFrom('piece')
      .select('visibility')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).visibility

const wordsOf = ({ secret }: SentPiece) => wordsOfHash(secretHash(secret).toString('hex'))

/** By its kind, as somebody looks who does not write. */
async function pick(page: Page, word: number): Promise<void> {
  const kinds = page.locator('.things button')
  await kinds.nth(cardKinds.findIndex((kind) => wordsOfKind(kind).includes(word))).click()
  await page
    .locator('.things')
    .getByRole('button', { name: cardWord(word).da, exact: true })
    .click()
}

test('from the poster’s page three pictures take the piece down, and the card puts it up again', async () => {
  const page = await openPage(`/kort?kode=${made.entrance}`)
  await choose(page, /Vælg de tre billeder/)
  await heading(page, 'Vælg de tre billeder')
  for (const word of wordsOf(sent)) await pick(page, word)
  await choose(page, /Tag det ned/)
  await heading(page, 'Vi har hørt dig')
  expect(await visibility(sent)).toBe('hidden')

  await page.goto('about:blank')
  await page.goto(`${house.origin}/kort#${sent.secret}`)
  await heading(page, 'Det er taget ned')
  await choose(page, 'Sæt det op igen')
  await heading(page, 'Her er dit stykke')
  expect(await visibility(sent)).toBe('up')
})

/** When the page rests no more: nobody writes a word as quickly as a machine does. */
async function enter(page: Page): Promise<void> {
  await page.waitForSelector('html:not([data-resting])')
  await page.keyboard.press('Enter')
}

test('with the keyboard alone: written, chosen, one taken away again, and taken down', async () => {
  const page = await openPage('/kort')
  await choose(page, /Vælg de tre billeder/)
  await heading(page, 'Hvilket hus er det fra?')
  await page.getByRole('textbox').fill('zzzzzz')
  await enter(page)
  await page.getByText('Vi kender ikke koden.').waitFor()
  await page.getByRole('textbox').fill(made.entrance)
  await enter(page)
  await heading(page, 'Vælg de tre billeder')
  const [first, second, third] = wordsOf(sent)
  const wrong = (first + 1) % 256
  for (const word of [wrong, first, second]) {
    await page.getByRole('textbox').focus()
    await page.keyboard.type(cardWord(word).da)
    const thing = page.locator('.things').getByRole('button', { name: cardWord(word).da, exact: true })
    await thing.focus()
    await enter(page)
    await page
      .locator('.places')
      .getByRole('button', { name: `Fjern ${cardWord(word).da}` })
      .waitFor()
  }
  await page.getByRole('button', { name: `Fjern ${cardWord(wrong).da}` }).focus()
  await enter(page)
  await page.getByRole('textbox').fill(cardWord(third).da)
  await page
    .locator('.things')
    .getByRole('button', { name: cardWord(third).da, exact: true })
    .focus()
  await enter(page)
  await page.getByRole('button', { name: /Tag det ned/ }).focus()
  await enter(page)
  await heading(page, 'Vi har hørt dig')
  expect(await visibility(sent)).toBe('hidden')
})

test('a hand that taps everything twice moves one question each time, and deletes nothing', async () => {
  const page = await openPage(`/kort?kode=${made.entrance}`)
  const twice = async (name: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name }).dblclick()
    await page.waitForSelector('html:not([data-resting])')
  }
  await twice(/Vælg de tre billeder/)
  await twice('Dyr')
  await twice('hund')
  expect(await page.getByRole('button', { name: /^Fjern/ }).count()).toBe(1)
  expect(await page.getByRole('button', { name: 'Dyr', exact: true }).count()).toBe(1)

  await page.goto('about:blank')
  await page.goto(`${house.origin}/kort#${sent.secret}`)
  await heading(page, 'Her er dit stykke')
  await twice('Tag det ned')
  await heading(page, 'Vil du tage det ned?')
  await twice(/Slet det helt/)
  await heading(page, 'Vil du slette det helt?')
  expect(await visibility(sent)).toBe('up')
  await page.getByRole('button', { name: 'Ja, slet det helt' }).click()
  await heading(page, 'Det er slettet helt')
})

test('wrong pictures are answered with the same words, and tell nothing', async () => {
  const page = await openPage(`/kort?kode=${made.entrance}`)
  await choose(page, /Vælg de tre billeder/)
  const [first, second, third] = wordsOf(sent)
  for (const word of [first, second, (third + 1) % 256]) await pick(page, word)
  await choose(page, /Tag det ned/)
  await heading(page, 'Vi har hørt dig')
  expect(await page.getByRole('main').textContent()).not.toContain('find mig')
  expect(await visibility(sent)).toBe('up')
})

test('the card is held to the camera, and the camera is shut again', async () => {
  const page = await openPage('/kort')
  // A camera that sees the card: the page's own pattern, drawn.
  await page.evaluate(
    ({ link }) => {
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = 480
      const context = canvas.getContext('2d')
      if (!context) return
      context.fillStyle = 'white'
      context.fillRect(0, 0, 480, 480)
      context.fillStyle = 'black'
      context.translate(40, 40)
      context.scale(400 / link.sizeModules, 400 / link.sizeModules)
      const pattern = new Path2D(link.path)
      const draw = () => {
        context.fill(pattern)
        requestAnimationFrame(draw)
      }
      draw()
      const stream = canvas.captureStream(10)
      navigator.mediaDevices.getUserMedia = async () => stream
      for (const track of stream.getTracks()) {
        const stop = track.stop.bind(track)
        track.stop = () => {
          stop()
          document.documentElement.dataset['camera'] = track.readyState
        }
      }
    },
    { link: qrSquares(`${house.origin}/kort#${sent.secret}`) },
  )
  await choose(page, /Vis kortet til kameraet/)
  await heading(page, 'Her er dit stykke')
  expect(await page.locator('html').getAttribute('data-camera')).toBe('ended')
})

test('a camera that may not be used is no dead end', async () => {
  const page = await openPage('/kort')
  await page.evaluate(refuseMedia)
  await choose(page, /Vis kortet til kameraet/)
  await page.getByText('Vi kan ikke åbne kameraet.').waitFor()
  await page.goBack()
  await choose(page, /Skriv kortets link/)
  await page.getByRole('textbox').fill(`${house.origin}/kort#${sent.secret}`)
  await choose(page, 'Find mit stykke')
  await heading(page, 'Her er dit stykke')
})

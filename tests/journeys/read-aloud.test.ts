/** A house records its voice, and a maker hears it: with Chromium's own microphone, which beeps. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { listVoices } from '#core/contract/voices.ts'
import { desk, openPage, phone } from '#tests/support/browser.ts'
import { callerOf } from '#tests/support/call.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { until } from '#tests/support/maker.ts'
import { shoutIntoMicrophone } from '#tests/support/media.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'

let house: TestHouse
let curator: TestCurator
let code: string
let houseCode: string

beforeAll(async () => {
  house = await openHouse()
  curator = await makeCurator(house)
})
afterAll(() => house.stop())

beforeEach(async () => {
  const made = await makeArtwork(curator)
  houseCode = made.houseCode
  code = made.artwork.entrances[0]?.code ?? ''
})

/** The page on which the house records, with somebody before it who may. */
async function openDesk(): Promise<Page> {
  const page = await openPage(desk, house.origin)
  const [name = '', value = ''] = curator.cookie.split(/=(.*)/s)
  await page.context().addCookies([{ name, value, url: house.origin }])
  await page.addInitScript(shoutIntoMicrophone)
  await page.goto(`/kurator/huse/${houseCode}/stemmer`)
  await page.getByRole('heading', { level: 1, name: 'Stemmer fra Huset ved åen' }).waitFor()
  // Before the page has come to life its buttons cannot be reached, and a script's focus is lost.
  await page.waitForSelector('.screens:not([inert])')
  return page
}

/** The phone's shelf is read, and the rest after a step is over in which a second tap does nothing. */
const settled = (page: Page) => page.waitForSelector('html:not([data-resting]) [data-ready]')

const rowOf = (page: Page, slot: string) => page.locator(`li[data-slot="${slot}"]`)
const press = (page: Page, slot: string, name: string) =>
  rowOf(page, slot)
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()

const heardWords = 'lidt for højt'

async function record(page: Page, slot: string): Promise<void> {
  await press(page, slot, 'Optag')
  await rowOf(page, slot).getByText(heardWords).waitFor()
  await press(page, slot, 'Stop')
  await rowOf(page, slot).getByText('Ikke gemt endnu').waitFor()
}

async function recordAndKeep(page: Page, slot: string): Promise<void> {
  await record(page, slot)
  await press(page, slot, 'Gem')
  await rowOf(page, slot).getByText('Optaget', { exact: true }).waitFor()
}

const Sounds = z.object({ read: z.array(z.string()), isStill: z.boolean() })

/**
 * Writes down what is marked each time that something is played, and whether anything still is.
 *
 * @param speed 1: as it was recorded
 */
async function listen(page: Page, speed = 1): Promise<() => Promise<z.infer<typeof Sounds>>> {
  await page.addInitScript((speed) => {
    const read: string[] = []
    const players = new Set<HTMLMediaElement>()
    const sounds = () => ({ read, isStill: [...players].every(({ paused }) => paused) })
    Object.assign(globalThis, { sounds })
    const OwnAudio = Audio
    function ListenedTo(): HTMLAudioElement {
      const audio = new OwnAudio()
      audio.defaultPlaybackRate = speed
      players.add(audio)
      audio.addEventListener('playing', () => {
        const words = document.querySelector('[data-read]')?.textContent.trim()
        // What unlocks the sound lasts no time.
        if (words !== undefined && audio.duration > 0) read.push(words)
      })
      return audio
    }
    Object.assign(globalThis, { Audio: ListenedTo })
  }, speed)
  return async () => Sounds.parse(await page.evaluate('globalThis.sounds()'))
}

test('a clip is recorded, listened to and kept, and is heard on the maker’s screen with its words marked', async () => {
  const page = await openDesk()
  await page.getByText(/^0 af \d+ er optaget\.$/).waitFor()
  await record(page, 'p_pick_h')
  await press(page, 'p_pick_h', 'Hør')
  await rowOf(page, 'p_pick_h').getByRole('button', { name: /^Stop/ }).waitFor()
  await rowOf(page, 'p_pick_h').getByRole('button', { name: /^Hør/ }).waitFor()
  await press(page, 'p_pick_h', 'Gem')
  await page.getByText(/^1 af \d+ er optaget\.$/).waitFor()
  await recordAndKeep(page, 'p_pick_write')

  const [clip] = await callerOf(house.origin)(listVoices, { query: { locale: 'da', house: houseCode } })
  const sizes = clip?.encodings.map(({ byteSize }) => byteSize) ?? []
  expect(Math.max(...sizes)).toBeLessThan(25_000)

  const maker = await openPage(phone, house.origin)
  const heard = await listen(maker)
  const isKnown = Promise.withResolvers<undefined>()
  await maker.route(/\/api\/voices\?/, async (route) => {
    await isKnown.promise
    await route.continue()
  })
  await maker.goto(`/v/${code}/1`)
  await settled(maker)
  const button = maker.getByRole('button', { name: 'Læs op' })
  expect(await button.isVisible()).toBe(false)
  const before = await maker.locator('h1').boundingBox()
  isKnown.resolve(undefined)
  await button.waitFor()
  expect(await maker.locator('h1').boundingBox()).toEqual(before)
  await button.click()
  await maker.locator('h1[data-read]').waitFor()
  await maker.getByRole('button', { name: 'Stop' }).waitFor()
  await button.waitFor()
  expect(await heard()).toEqual({ read: ['Hvad har du lyst til?', 'Skriv lidt'], isStill: true })
  expect(await maker.locator('[data-read]').count()).toBe(0)
  expect(await maker.getByText('Vi kan ikke hente lyden lige nu.').count()).toBe(0)
})

/** A phone with these voices; what they say is written down, and said at once. */
async function giveVoices(page: Page, languages: readonly string[]): Promise<() => Promise<string[]>> {
  await page.addInitScript((languages) => {
    const said: string[] = []
    Object.assign(globalThis, { said })
    speechSynthesis.getVoices = () =>
      languages.map((lang) => ({ lang, localService: true, default: false, name: lang, voiceURI: lang }))
    speechSynthesis.speak = (utterance) => {
      said.push(`${utterance.lang}: ${utterance.text}`)
      utterance.onend?.(new SpeechSynthesisEvent('end', { utterance }))
    }
    class Utterance extends EventTarget {
      voice = null
      lang = ''
      onend = null
      readonly text: string
      constructor(text: string) {
        super()
        this.text = text
      }
    }
    Object.assign(globalThis, {
      SpeechSynthesisUtterance: Utterance,
      SpeechSynthesisEvent: class extends Event {},
    })
  }, languages)
  return async () => z.array(z.string()).parse(await page.evaluate('globalThis.said'))
}

test('what nobody can have recorded is said by a Danish voice that lives on the phone', async () => {
  const maker = await openPage(phone, house.origin)
  const said = await giveVoices(maker, ['en-GB', 'da-DK'])
  await maker.goto(`/v/${code}/1`)
  await settled(maker)
  await maker.getByRole('link', { name: /Skriv lidt/ }).click()
  await maker.getByRole('textbox').fill('en tur i skoven')
  await settled(maker)
  await maker.getByRole('button', { name: 'Læs op' }).click()
  await until(said, (words) => words.includes('da-DK: en tur i skoven'))
  expect(await said()).toContain('da-DK: Hvad gør dig glad?')
})

test('a phone with no Danish voice says nothing in another', async () => {
  const maker = await openPage(phone, house.origin)
  const said = await giveVoices(maker, ['en-GB', 'nb-NO'])
  const asked = maker.waitForResponse(/\/api\/voices\?/)
  await maker.goto(`/v/${code}/1`)
  await asked
  await settled(maker)
  expect(await maker.locator('header button.read').isVisible()).toBe(false)
  expect(await said()).toEqual([])
})

test('tapped again it stops, and so it does when the screen is left', async () => {
  const page = await openDesk()
  await recordAndKeep(page, 'p_pick_h')
  const maker = await openPage(phone, house.origin)
  // So slow that nothing is over before a busy machine has stopped it.
  const heard = await listen(maker, 0.0625)
  await maker.goto(`/v/${code}/1`)
  const untilHeard = (times: number) => until(heard, ({ read }) => read.length === times)
  await maker.getByRole('button', { name: 'Læs op' }).click()
  await untilHeard(1)
  await maker.getByRole('button', { name: 'Stop' }).click()
  expect(await maker.locator('[data-read]').count()).toBe(0)
  expect(await heard()).toMatchObject({ isStill: true })
  await maker.getByRole('button', { name: 'Læs op' }).click()
  await untilHeard(2)
  await maker.getByRole('link', { name: 'Tilbage' }).click()
  await maker.getByRole('heading', { level: 1, name: 'Små skridt' }).waitFor()
  expect(await maker.locator('[data-read]').count()).toBe(0)
  expect(await heard()).toMatchObject({ isStill: true })
})

test('where nothing can be heard there is nothing to press, and its place stays as it is', async () => {
  const maker = await openPage(phone, house.origin)
  const asked = maker.waitForResponse(/\/api\/voices\?/)
  await maker.goto(`/v/${code}/1`)
  const place = maker.locator('header button.read')
  const before = await maker.locator('h1').boundingBox()
  expect(await (await asked).json()).toEqual([])
  await settled(maker)
  expect(await place.isVisible()).toBe(false)
  expect(await maker.locator('h1').boundingBox()).toEqual(before)
})

test('what is recorded and not kept is not left behind without a question', async () => {
  const page = await openDesk()
  await record(page, 'p_pick_h')
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.message())
    void dialog.dismiss()
  })
  await page.getByRole('link', { name: 'English' }).click()
  await rowOf(page, 'p_pick_h').getByText('Ikke gemt endnu').waitFor()
  expect(asked).toEqual(['Noget af det, du har optaget, er ikke gemt. Vil du gå alligevel?'])
})

test('without net the recording stays, and is kept when the net is back', async () => {
  const page = await openDesk()
  await record(page, 'p_pick_h')
  await page.context().setOffline(true)
  await press(page, 'p_pick_h', 'Gem')
  await rowOf(page, 'p_pick_h')
    .getByText(/Der er ikke net lige nu/)
    .waitFor()
  await page.context().setOffline(false)
  await press(page, 'p_pick_h', 'Gem')
  await page.getByText(/^1 af \d+ er optaget\.$/).waitFor()
  await page.reload()
  await page.getByText(/^1 af \d+ er optaget\.$/).waitFor()
  await press(page, 'p_pick_h', 'Slet')
  await press(page, 'p_pick_h', 'Ja, slet')
  await page.getByText(/^0 af \d+ er optaget\.$/).waitFor()
})

test.each([
  ['NotAllowedError', /^Siden må ikke høre dig\./],
  ['NotFoundError', /^Vi kan ikke finde en mikrofon\./],
  ['NotReadableError', /^Et andet program bruger mikrofonen\./],
])('a microphone that says %s is told of kindly', async (name, words) => {
  const page = await openDesk()
  await page.evaluate((name) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name))
  }, name)
  await press(page, 'p_pick_h', 'Optag')
  await rowOf(page, 'p_pick_h').getByText(words).waitFor()
})

test('with keys alone the hand goes from word to word', async () => {
  const page = await openDesk()
  const focused = () =>
    page.evaluate(() => {
      const row = document.activeElement?.closest('[data-slot]')
      return [row?.getAttribute('data-slot'), document.activeElement?.getAttribute('data-next')]
    })
  await rowOf(page, 'p_pick_photo').getByRole('button').focus()
  await page.keyboard.press('Enter')
  await rowOf(page, 'p_pick_photo').getByText(heardWords).waitFor()
  await until(focused, ([slot, next]) => slot === 'p_pick_photo' && next === 'stop')
  await page.keyboard.press('Enter')
  await rowOf(page, 'p_pick_photo').getByText('Ikke gemt endnu').waitFor()
  await until(focused, ([slot, next]) => slot === 'p_pick_photo' && next === 'hear')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText(/^1 af \d+ er optaget\.$/).waitFor()
  await until(focused, ([slot, next]) => slot === 'p_pick_photo2' && next === 'record')
})

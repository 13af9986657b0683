/**
 * The main job, as the people do it: one real photo is made on a phone, accepted, placed, published, seen on the wall,
 * touched, taken down, and gone. Nothing goes through a back door but the first curator's link, which the terminal
 * prints.
 */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import exifr from 'exifr'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { invite } from '#api/staff/invite.ts'
import { desk, openPage, phone, wall } from '#tests/support/browser.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { until } from '#tests/support/maker.ts'
import { fixture, readShared, sharedFiles } from '#tests/support/pictures.ts'

let house: TestHouse
const houses: TestHouse[] = []
// A second try needs one in which nobody has been before.
beforeEach(async () => {
  house = await openHouse()
  houses.push(house)
})
afterAll(() => Promise.all(houses.map((one) => one.stop())))

/** A photo that says where it was taken: a real one where the shared test data is at hand, else our own. */
async function photoWithPlace(): Promise<Buffer> {
  const real = 'photos/DSCN0010.jpg'
  const photo = sharedFiles('photos').includes(real)
    ? await readShared(real)
    : await fixture('meadow-with-gps.jpg')
  expect((await exifr.gps(photo)).latitude).toBeTypeOf('number')
  return photo
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first()
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

async function becomeCurator(page: Page): Promise<void> {
  await page.goto(`/kurator/invitation/${await invite(house.deps, 'administrator')}`)
  await page.getByLabel('Dit navn').fill('Anna')
  await page.getByLabel('E-mail').fill('anna@example.dk')
  await page.getByLabel('Vælg en adgangskode').fill('en lang nok kode')
  await button(page, 'Gå ind').click()
  await page.waitForURL('**/kurator')
}

async function beginArtwork(page: Page): Promise<void> {
  await page.goto('/kurator/huse')
  await page.getByLabel('Husets navn').fill('Huset ved åen')
  await page.getByLabel('By', { exact: true }).fill('Kolding')
  await page.getByLabel('Værested').check()
  await page
    .locator('form')
    .getByRole('button', { name: /Tilføj|Gem/ })
    .click()
  await page.getByText('Kolding').first().waitFor()

  await page.goto('/kurator/vaerker/nyt')
  await page.getByLabel('Titel').fill('Lyset')
  await page.getByLabel('Invitation').fill('Vis noget, der lyser.')
  await page.getByLabel('Spørgsmål til den, der skriver').fill('Hvad lyser?')
  await page.getByLabel('Dogme 1').fill('Ét stykke')
  await page.getByLabel('Dogme 2').fill('Fra din egen dag')
  await page.getByLabel('Bredde i mm').fill('1600')
  await page.getByLabel('Højde i mm').fill('900')
  await page.getByLabel('Huset ved åen').check()
  await button(page, 'Begynd værket').click()
  await page.waitForURL('**/kurator/vaerker/lyset/**')
}

/** The code that stands on the house's poster. */
async function posterCode(page: Page): Promise<string> {
  await page.goto('/kurator/vaerker/lyset/plakater')
  const [, code] = (await page.content()).match(/\/v\/([a-hj-km-np-z2-9]{6})/) ?? []
  expect(code).toBeTruthy()
  return code ?? ''
}

/** Taps as a person does: again, when the page took the first tap for the second half of a double one. */
async function tap(page: Page, words: string, next: string): Promise<void> {
  const arrived = heading(page, next)
  const choice = page.getByText(words, { exact: true }).first()
  await until(
    async () => {
      if (await arrived.isVisible()) return true
      // A tap that comes when the page has gone on finds nothing to tap.
      await choice.click({ timeout: 1_500 }).catch(() => undefined)
      return arrived.waitFor({ timeout: 1_500 }).then(
        () => true,
        () => false,
      )
    },
    (isThere) => isThere,
  )
}

/** @returns the link on the card */
async function makePiece(page: Page, code: string, photo: Buffer): Promise<string> {
  await page.goto(`/v/${code}`)
  await tap(page, 'Jeg vil være med', 'Hvad har du lyst til?')
  await tap(page, 'Tag et billede', 'Tag dit billede')
  const file = { name: 'IMG_0001.JPG', mimeType: 'image/jpeg', buffer: photo }
  await page.locator('input[type=file]').last().setInputFiles(file)
  await heading(page, 'Kan man se en person?').waitFor()
  await tap(page, 'Nej', 'Sådan ser det ud')
  await tap(page, 'Det er fint', 'Skal der stå et navn?')
  await tap(page, 'Ja, skriv et navn', 'Hvilket navn?')
  await page.getByLabel('Navn').fill('Bo')
  await tap(page, 'Færdig', 'Må museet vise det?')
  await tap(page, 'Ja, vis det', 'Tak. Vi har det.')
  await button(page, 'Ja').click()
  return (await page.getByText('Åbn dit kort').getAttribute('href')) ?? ''
}

async function acceptPlaceAndPublish(page: Page): Promise<void> {
  await page.goto('/kurator/vaerker/lyset/indbakke')
  await page.getByRole('img').first().waitFor()
  await page.keyboard.press('a')
  await page.getByText('Du har set på alt.').waitFor()

  await page.goto('/kurator/vaerker/lyset/saet-sammen')
  const tray = page.getByRole('listbox', { name: 'Bakken' })
  await tray.getByRole('option', { name: /Foto fra Huset ved åen/ }).waitFor()
  await tray.focus()
  await page.keyboard.press('Enter')
  await page.getByText('Alle er med.').first().waitFor()
  await publish(page)
}

async function publish(page: Page): Promise<void> {
  await page.getByText('Vis på museet').click()
  await button(page, 'Vis den nye udgave').click()
}

async function pairWall(onWall: Page, onDesk: Page): Promise<void> {
  await onWall.goto('/skaerm')
  const code = await until(
    async () => (await onWall.locator('body').innerText()).replace(/\D/g, ''),
    (digits) => /^\d{4}$/.test(digits),
  )
  await onDesk.goto('/kurator/skaerme')
  await onDesk.getByLabel(/fire tal/).fill(code)
  await onDesk.getByLabel('Navn', { exact: false }).first().fill('Foyer')
  await onDesk.getByLabel('Værk', { exact: false }).first().selectOption({ label: 'Lyset' })
  await onDesk
    .locator('form')
    .getByRole('button', { name: /Kobl|Forbind|Par/ })
    .first()
    .click()
  await onDesk.getByText('Foyer').first().waitFor()
}

/** The mean colour of a square around a point of a picture. */
async function colourAround(picture: Buffer, x: number, y: number, sizePx: number): Promise<number[]> {
  const half = Math.round(sizePx / 2)
  const region = { left: Math.round(x) - half, top: Math.round(y) - half, width: half * 2, height: half * 2 }
  const { channels } = await sharp(await sharp(picture).extract(region).png().toBuffer()).stats()
  return channels.slice(0, 3).map(({ mean }) => mean)
}

/** In the middle of a photo, a tenth of its height wide. */
async function colourOfPhoto(photo: Buffer): Promise<number[]> {
  const { width, height } = await sharp(photo).metadata()
  return colourAround(photo, width / 2, height / 2, height / 10)
}

/** In the middle of what the wall shows above its low band, where a piece that was touched comes close. */
async function colourOnWall(page: Page): Promise<number[]> {
  const band = await page.getByRole('region', { name: 'Knapper til værket' }).boundingBox()
  const heightPx = band?.y ?? 1080
  return colourAround(await page.screenshot(), 960, heightPx / 2, heightPx / 11)
}

const difference = (one: readonly number[], other: readonly number[]) =>
  Math.max(...one.map((value, index) => Math.abs(value - (other[index] ?? 0))))

/** Where the first free place of the composer lies on a wall of 1920 × 1080: well inside the piece. */
const pieceOnWall = { x: 320, y: 150 }

/** Touches the piece until it tells; the first touch of all may only wake the wall. */
async function touch(page: Page, told: string): Promise<void> {
  await until(
    async () => {
      await page.mouse.click(pieceOnWall.x, pieceOnWall.y)
      return page
        .getByText(told)
        .waitFor({ timeout: 2_000 })
        .then(
          () => true,
          () => false,
        )
    },
    (hasTold) => hasTold,
  )
}

async function storedFiles(): Promise<string[]> {
  const entries = await readdir(join(house.dataDir, 'files'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

test('a photo goes from the phone to the museum wall, and away again when its maker says so', async () => {
  const photo = await photoWithPlace()
  const onDesk = await openPage(desk, house.origin)
  const onPhone = await openPage(phone, house.origin)
  const onWall = await openPage(wall, house.origin)

  await becomeCurator(onDesk)
  await beginArtwork(onDesk)
  await pairWall(onWall, onDesk)
  const card = await makePiece(onPhone, await posterCode(onDesk), photo)
  expect(card).toMatch(/\/kort#[A-Za-z0-9_-]{22}$/)
  await acceptPlaceAndPublish(onDesk)

  // The wall takes the edition by itself. From here on it must never load again.
  let loads = 0
  onWall.on('load', () => loads++)
  await onWall.getByText('1 stykke fra 1 hus').waitFor()

  // Touched, the piece comes close and tells who made it in the maker's own way.
  await touch(onWall, 'Lavet af Bo')
  const wanted = await colourOfPhoto(photo)
  await until(
    async () => difference(await colourOnWall(onWall), wanted),
    (distance) => distance < 25,
  )

  // Nothing that lies in the house tells where the photo was taken.
  for (const path of await storedFiles()) {
    const bytes = await readFile(path)
    expect(await exifr.gps(bytes).catch(() => undefined)).toBeUndefined()
    expect(bytes.includes('IMG_0001')).toBe(false)
  }

  // Taken down with the card: gone from the wall while the visitor looks at it.
  await onPhone.goto(card)
  await tap(onPhone, 'Tag det ned', 'Vil du tage det ned?')
  await tap(onPhone, 'Tag det ned', 'Det er taget ned')
  await onWall.getByText('Lavet af Bo').waitFor({ state: 'hidden' })
  await until(
    async () => difference(await colourOnWall(onWall), wanted),
    (distance) => distance > 25,
  )

  // And then deleted for good.
  await tap(onPhone, 'Slet det helt', 'Vil du slette det helt?')
  await tap(onPhone, 'Ja, slet det helt', 'Det er slettet helt')
  expect(loads).toBe(0)

  const publicWork: unknown = await (await fetch(`${house.origin}/api/artworks/lyset/edition`)).json()
  expect(publicWork).toMatchObject({ pieces: [] })
  await until(storedFiles, (paths) => paths.every((path) => path.includes('/tiles/')))
})

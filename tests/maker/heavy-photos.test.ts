/**
 * T11: photos that are larger than a cheap phone can unpack go their way all the same, for nothing unpacks them there:
 * no canvas that an iPhone would refuse is made, and the page stays small.
 */
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stripHidden } from '#core/privacy/strip.ts'
import { paintedMaxPx } from '../../web/src/lib/maker/hiding.ts'
import { openPage, phone } from '#tests/support/browser.ts'
import { asked, tap } from '#tests/support/maker-taps.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'
import { sayYes } from '#tests/support/way.ts'

const { house, curator } = staffedHouse({ ROLE: 'web' })
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faellesvaerk-heavy-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** As an iPhone does it: throws at a canvas over 16,777,216 px, and over 256 MB in all canvases together. */
function guardCanvases(): void {
  const mostPx = 16_777_216
  const mostBytes = 256 * 1024 * 1024
  const areas = new Map<object, number>()
  for (const prototype of [HTMLCanvasElement.prototype, OffscreenCanvas.prototype])
    for (const side of ['width', 'height'] as const) {
      const own = Object.getOwnPropertyDescriptor(prototype, side)
      Object.defineProperty(prototype, side, {
        ...own,
        set(this: { width: number; height: number }, value: number) {
          const areaPx = side === 'width' ? value * this.height : this.width * value
          areas.set(this, areaPx)
          const all = [...areas.values()].reduce((sum, px) => sum + px, 0)
          if (areaPx > mostPx || all * 4 > mostBytes) throw new Error(`a canvas of ${areaPx} px`)
          own?.set?.call(this, value)
        },
      })
    }
}

const mostHeapBytes = 120_000_000

const photos = {
  '48 Mpx JPEG of a new phone': { name: 'foto.jpg', width: 8000, height: 6000, sigma: 6 },
  'PNG of 12,000 × 9,000': { name: 'skaerm.png', width: 12_000, height: 9000, sigma: 0 },
} as const

async function makePhoto({
  name,
  width,
  height,
  sigma,
}: (typeof photos)[keyof typeof photos]): Promise<string> {
  const path = join(folder, name)
  const background = { r: 190, g: 140, b: 60 }
  const noise = sigma === 0 ? {} : { noise: { type: 'gaussian', mean: 128, sigma } as const }
  const blank = sharp({
    create: { width, height, channels: 3, background, ...noise },
  })
  const picture = name.endsWith('.png') ? blank.png() : blank.jpeg({ quality: 80 })
  await writeFile(path, await picture.toBuffer())
  return path
}

/** A phone that refuses what an iPhone refuses, before the question about persons. */
async function choosePhoto(code: string, path: string): Promise<Page> {
  const page = await openPage(phone, house.origin)
  await page.addInitScript(guardCanvases)
  await page.goto(`/v/${code}/1`)
  await tap(page, /Tag et billede/)
  await asked(page, 'Tag dit billede')
  await page.locator('input[type=file]:not([capture])').setInputFiles(path)
  await asked(page, 'Kan man se en person?')
  return page
}

async function expectSmallHeap(page: Page): Promise<void> {
  const wire = await page.context().newCDPSession(page)
  await wire.send('HeapProfiler.collectGarbage')
  const { usedSize, backingStorageSize } = await wire.send('Runtime.getHeapUsage')
  await wire.detach()
  expect(usedSize).toBeGreaterThan(0)
  expect(usedSize + backingStorageSize).toBeLessThan(mostHeapBytes)
}

async function sendIt(page: Page): Promise<void> {
  await asked(page, 'Sådan ser det ud')
  await expectSmallHeap(page)
  await sayYes(page)
  await asked(page, 'Tak. Vi har det.')
}

const piecesIn = (slug: string) =>
  house.deps.db
    .selectFrom('piece')
    .innerJoin('artwork', 'artwork.id', 'piece.artworkId')
    .where('artwork.slug', '=', slug)
    .select(['contentSha256', 'incomingKey', 'turnDeg', 'corners'])
    .execute()

describe.each(Object.entries(photos))('%s', (_, photo) => {
  let path: string
  beforeAll(async () => {
    path = await makePhoto(photo)
  })

  test('goes out as it is', async () => {
    const { slug, entrance: code } = await makeArtwork(curator)
    const page = await choosePhoto(code, path)
    await tap(page, 'Nej')
    await sendIt(page)
    const sent = createHash('sha256').update(stripHidden(Uint8Array.from(await readFile(path))))
    const hashes = (await piecesIn(slug)).map(({ contentSha256 }) => contentSha256?.toString('hex'))
    expect(hashes).toEqual([sent.digest('hex')])
  })

  test('is seen, straightened, turned and painted over on the way', async () => {
    const { slug, entrance: code } = await makeArtwork(curator)
    const page = await choosePhoto(code, path)
    const beside = 'Vil du bruge billedet?'
    await tap(page, 'Ret billedet først')
    await asked(page, beside)
    await page.getByRole('img', { name: 'Dit billede' }).waitFor()
    await expectSmallHeap(page)

    await tap(page, 'Ret op')
    await asked(page, 'Hvor er hjørnerne?')
    await page.getByRole('button', { name: 'Øverst til venstre' }).press('ArrowRight')
    await tap(page, 'Se det rettet op')
    await asked(page, 'Er det bedre nu?')
    await page.getByRole('img', { name: 'Dit billede, rettet op' }).waitFor()
    await expectSmallHeap(page)
    await tap(page, 'Ja, brug det')
    await asked(page, beside)

    await tap(page, 'Drej')
    await asked(page, 'Vender det rigtigt?')
    await tap(page, 'Drej det')
    await page.getByText('Billedet er drejet 90 grader.').waitFor()
    await expectSmallHeap(page)
    await tap(page, 'Færdig')
    await asked(page, beside)

    await tap(page, 'Skjul noget')
    await asked(page, 'Hvad skal skjules?')
    await page.getByRole('application').press('Enter')
    await page.getByText('Det er skjult.').waitFor()
    await expectSmallHeap(page)
    await tap(page, 'Færdig')
    await asked(page, beside)

    await tap(page, 'Brug det her')
    await asked(page, 'Kan man se en person?')
    await tap(page, 'Nej')
    await sendIt(page)
    const [piece, ...others] = await piecesIn(slug)
    expect(others).toEqual([])
    expect(piece?.turnDeg).toBe(90)
    expect(piece?.corners).toHaveLength(8)
    const { stream } = await house.deps.storage.open(piece?.incomingKey ?? '')
    const { width, height } = await sharp(await buffer(stream)).metadata()
    expect(Math.max(width, height)).toBe(paintedMaxPx)
  })
})

test('the guard itself refuses what an iPhone refuses', async () => {
  const page = await openPage(phone, house.origin)
  await page.addInitScript(guardCanvases)
  await page.goto('/')
  const refused = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    try {
      canvas.height = 6000
      canvas.width = 8000
      return false
    } catch {
      return true
    }
  })
  expect(refused).toBe(true)
})

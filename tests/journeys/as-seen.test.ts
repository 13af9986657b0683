/**
 * What is kept of a picture looks as its maker saw it, and holds nothing but the picture: every one that a browser can
 * open is compared, colour by colour, with what the browser shows. It is a decoder that has nothing to do with ours.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorkshop, type Workshop } from '#api/pictures/workshop.ts'
import { connectBrowser } from '#tests/support/browser.ts'
import { hiddenIn } from '#tests/support/hidden.ts'
import { fixture, meanDifference, opened, readShared, sharedFiles } from '#tests/support/pictures.ts'

/** Mean ΔE OK at 64 pixels; resampling alone gives up to half of it. */
const usually = 0.02
/** CMYK without a press at hand is a matter of taste; pure noise is all resampling. */
const allowed = new Map([
  ['formats/Channel_digital_image_CMYK_color.jpg', 0.04],
  ['formats/random.jpg', 0.06],
  // Thirty-two pixels across, and enlarged here.
  ['formats/tbgn2c16.png', 0.03],
])
const shownPx = 64

let workshop: Workshop
let browser: Browser
let page: Page
const counts = { compared: 0, notShown: 0 }
beforeAll(async () => {
  workshop = openWorkshop()
  browser = await connectBrowser()
  page = await browser.newPage()
})
afterAll(async () => {
  await browser.close()
  await workshop.stop()
  process.stdout.write(
    `pictures compared with a browser: ${counts.compared}; that the browser does not open: ${counts.notShown}\n`,
  )
})

const fixtures = [
  'apple.png',
  'brushes.jpg',
  'dogs.jpg',
  'fig.jpg',
  'lighthouse.png',
  'meadow-with-gps.jpg',
  'path.jpg',
  'starry-night.jpg',
  'sunrise.jpg',
]

const shared = ['formats', 'orientation', 'photos'].flatMap(sharedFiles)

/** What the browser shows of a file, upright on white, squeezed to a square; null when it cannot open it. */
async function shown(page: Page, bytes: Buffer) {
  const address = 'http://127.0.0.1:9/picture'
  await page.route(address, (route) =>
    route.fulfill({ body: bytes, headers: { 'access-control-allow-origin': '*' } }),
  )
  const data = await page.evaluate(
    async ({ address, sidePx }) => {
      const response = await fetch(address)
      const picture = await createImageBitmap(await response.blob()).catch(() => null)
      if (picture === null) return null
      // In halves, as a careful painter does: one step would look at a few pixels only.
      let from: ImageBitmap | OffscreenCanvas = picture
      let width = picture.width
      let height = picture.height
      for (let done = false; !done;) {
        done = width <= sidePx * 2 && height <= sidePx * 2
        width = done ? sidePx : Math.max(sidePx, Math.ceil(width / 2))
        height = done ? sidePx : Math.max(sidePx, Math.ceil(height / 2))
        const canvas = new OffscreenCanvas(width, height)
        const context = canvas.getContext('2d', { colorSpace: 'srgb' })
        if (context === null) return null
        context.fillStyle = '#ffffff'
        context.fillRect(0, 0, width, height)
        context.imageSmoothingQuality = 'high'
        context.drawImage(from, 0, 0, width, height)
        from = canvas
      }
      const pixels =
        from instanceof OffscreenCanvas && from.getContext('2d')?.getImageData(0, 0, sidePx, sidePx)
      return pixels ? [...pixels.data] : null
    },
    { address, sidePx: shownPx },
  )
  await page.unroute(address)
  if (data === null) return null
  const rgb = data.filter((_, at) => at % 4 !== 3)
  return { data: Uint8Array.from(rgb), widthPx: shownPx, heightPx: shownPx }
}

/** @returns null for what the browser does not open */
async function compare(bytes: Buffer): Promise<number | null> {
  const seen = await shown(page, bytes)
  if (seen === null) return null
  const prepared = await workshop.prepare({ kind: 'photo', bytes })
  expect(await hiddenIn(prepared)).toEqual([])
  const { renditions, master } = prepared
  const kept = renditions.find(({ sizePx }) => sizePx === 512) ?? master
  return meanDifference(await opened(kept.bytes), seen)
}

describe('what is kept looks as a browser shows it', () => {
  test.each(fixtures)('%s', async (name) => {
    expect(await compare(await fixture(name))).toBeLessThan(usually)
    counts.compared++
  })

  test.each(shared)('%s', async (path) => {
    const difference = await compare(await readShared(path))
    if (difference === null) counts.notShown++
    else {
      expect(difference).toBeLessThan(allowed.get(path) ?? usually)
      counts.compared++
    }
  })
})

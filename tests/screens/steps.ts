/** How a hand goes through the maker's pages: by the words that stand on them. */
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { onPaper, photographed } from '#tests/support/photographed.ts'
import { fixture, opened } from '#tests/support/pictures.ts'
import type { Scene } from './walk.ts'

/** The phone's shelf is read, and the rest after a step is over in which a second tap does nothing. */
async function settled(page: Page): Promise<void> {
  await page.waitForSelector('html:not([data-resting]) [data-ready]')
}

export interface Steps {
  readonly open: (path?: string) => Promise<void>
  readonly tap: (key: string) => Promise<void>
  readonly asked: (key: string) => Promise<void>
  readonly told: (key: string) => Promise<void>
  readonly choosePhoto: () => Promise<void>
  /** A drawing on paper, photographed from the side. */
  readonly choosePaper: () => Promise<void>
}

/** @param code the way into the artwork */
export function stepsOf({ page, say }: Scene, code: string): Steps {
  return {
    async open(path = '') {
      await page.goto(`/v/${code}${path}`)
      await settled(page)
    },
    async tap(key) {
      await settled(page)
      const name = say(key)
      await page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click()
    },
    async asked(key) {
      await page.getByRole('heading', { level: 1, name: say(key), exact: true }).waitFor()
      await settled(page)
    },
    told: (key) => page.getByText(say(key)).first().waitFor(),
    async choosePhoto() {
      const photo = fileURLToPath(new URL('../fixtures/meadow-with-gps.jpg', import.meta.url))
      await page.locator('input[type=file]:not([capture])').setInputFiles(photo)
    },
    async choosePaper() {
      const pixels = async (name: string, width: number, height: number) =>
        opened(
          await sharp(await fixture(name))
            .resize(width, height)
            .png()
            .toBuffer(),
        )
      const lying = [
        [0.2, 0.12],
        [0.83, 0.2],
        [0.9, 0.88],
        [0.12, 0.8],
      ] as const
      const paper = onPaper(await pixels('starry-night.jpg', 500, 400))
      const { data, widthPx, heightPx } = photographed(paper, lying, await pixels('path.jpg', 1000, 750))
      const buffer = await sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } })
        .jpeg()
        .toBuffer()
      await page
        .locator('input[type=file]:not([capture])')
        .setInputFiles({ name: 'papir.jpg', mimeType: 'image/jpeg', buffer })
    },
  }
}

/** A file as large as this, without carrying it to the browser: it begins like a JPEG and is empty after that. */
export async function chooseHugeFile(page: Page, sizeBytes: number): Promise<void> {
  await page.locator('input[type=file]:not([capture])').evaluate((input, size) => {
    if (!(input instanceof HTMLInputElement)) throw new Error('no input for files')
    const start = Uint8Array.of(0xff, 0xd8, 0xff, 0xdb, 0, 4, 0, 0, 0xff, 0xda)
    const given = new DataTransfer()
    given.items.add(new File([start, new Uint8Array(size)], 'stort.jpg', { type: 'image/jpeg' }))
    input.files = given.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }, sizeBytes)
}

/** A few strokes on the board, as a finger makes them. */
export async function draw(page: Page, label: string): Promise<void> {
  const box = await page.getByRole('img', { name: label }).boundingBox()
  if (!box) throw new Error('there is no board')
  const lines = [
    [
      [0.15, 0.75],
      [0.3, 0.45],
      [0.5, 0.3],
      [0.7, 0.45],
      [0.85, 0.75],
    ],
    [
      [0.3, 0.78],
      [0.5, 0.72],
      [0.7, 0.78],
    ],
    [
      [0.5, 0.3],
      [0.5, 0.12],
    ],
  ]
  for (const line of lines) {
    const [start, ...rest] = line.map(([x = 0, y = 0]) => ({
      x: box.x + x * box.width,
      y: box.y + y * box.height,
    }))
    if (!start) continue
    await page.mouse.move(start.x, start.y)
    await page.mouse.down()
    for (const to of rest) await page.mouse.move(to.x, to.y, { steps: 6 })
    await page.mouse.up()
  }
}

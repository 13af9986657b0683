/** Every screen of the maker, as each of them may have it: in both languages, three windows, and three ways of seeing. */
import type { Page } from 'playwright-core'
import { textsDoubled } from './gates/in-page.ts'
import { pictureOf } from './picture.ts'
import { enlargedSize, phoneSize, sizeOf, type Size } from './scene.ts'

const tabletSize: Size = { width: 768, height: 1024 }
const sizes = [phoneSize, enlargedSize, tabletSize]

/** Ways of seeing: how the page is put into one, and out of it again. */
const sights = {
  normal: { put: () => Promise.resolve(), back: () => Promise.resolve() },
  'forced colours': {
    put: (page: Page) => page.emulateMedia({ forcedColors: 'active' }),
    back: (page: Page) => page.emulateMedia({ forcedColors: 'none' }),
  },
  '200 %': {
    put: (page: Page) => page.evaluate(textsDoubled, true),
    back: (page: Page) => page.evaluate(textsDoubled, false),
  },
} as const

/** There are hundreds of them: enough to see by, and no more. */
const kept = (size: Size) => ({ quality: 22, widthPx: Math.min(size.width, 448) })

export interface MakerPicture {
  /** A part of a file's name: `360-forced-colours`. */
  readonly name: string
  readonly size: Size
  readonly sight: string
  readonly bytes: Buffer
}

/** The screen as it is now, nine times. Leaves it as it was. */
export async function makerPicturesOf(page: Page): Promise<MakerPicture[]> {
  const pictures: MakerPicture[] = []
  for (const [sight, { put, back }] of Object.entries(sights)) {
    await put(page)
    for (const size of sizes) {
      const name = `${size.width}-${sight.replace(' %', '').replace(' ', '-')}`
      pictures.push({ name, size, sight, bytes: await pictureOf(page, 'maker', size, kept(size)) })
    }
    await back(page)
  }
  await page.setViewportSize(sizeOf.maker)
  return pictures
}

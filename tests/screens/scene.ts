/** A page on which a walk is walked: of the room's size, in one language, with the motion stilled. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { isForeign } from '#tests/support/chromium.ts'
import { signInAt } from '#tests/support/signed-in.ts'
import type { Look, Room, Walk } from './walk.ts'
import { wordsOf, type Language } from './words.ts'
import type { BareWorld } from './world.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

export const phoneSize: Size = { width: 360, height: 640 }
/** A desk's window, enlarged to 400 % (WCAG 2.2, 1.4.10). */
export const enlargedSize: Size = { width: 320, height: 256 }
export const deskSize: Size = { width: 1280, height: 800 }
export const wallSize: Size = { width: 1920, height: 1080 }

/** Where a screen of each room is mostly looked at. */
export const sizeOf: Record<Room, Size> = {
  'front-door': phoneSize,
  maker: phoneSize,
  curator: deskSize,
  visitor: phoneSize,
  wall: wallSize,
}

/** What takes longer than this on loopback will not come, however much else the machine does. */
const patienceMs = 40_000

interface Given<Stands> {
  readonly world: Stands
  /** Where the browser finds the pages, if it is not where the house says. */
  readonly pagesOrigin?: string
  readonly language: Language
  /** Makes the look for this page. */
  readonly lookAt: (page: Page) => Look
  readonly context?: BrowserContextOptions
  /** Before the first page opens. */
  readonly begin?: (page: Page) => Promise<void>
  /** Hears of a request to another origin. */
  readonly onForeign: (url: string) => void
}

export async function walkThrough<Stands extends BareWorld>(
  browser: Browser,
  walk: Walk<Stands>,
  given: Given<Stands>,
): Promise<void> {
  const { world, language, pagesOrigin = world.origin } = given
  const context = await browser.newContext({
    viewport: sizeOf[walk.room],
    reducedMotion: 'reduce',
    locale: language === 'da' ? 'da-DK' : 'en-GB',
    timezoneId: 'Europe/Copenhagen',
    baseURL: pagesOrigin,
    ...given.context,
  })
  context.setDefaultTimeout(patienceMs)
  const chooseLanguage = () => context.addCookies([{ name: 'sprog', value: language, url: pagesOrigin }])
  await chooseLanguage()
  context.on('request', (request) => {
    if (isForeign(request.url(), pagesOrigin)) given.onForeign(request.url())
  })
  const page = await context.newPage()
  await given.begin?.(page)
  try {
    await walk.go({
      world,
      page,
      say: wordsOf(language),
      look: given.lookAt(page),
      chooseLanguage,
      async signIn() {
        await signInAt(context, world.curator, pagesOrigin)
      },
    })
  } finally {
    await context.close()
  }
}

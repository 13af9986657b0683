/** Takes the picture of a screen once nothing on it moves any more, and keeps it small. */
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { deskSize, enlargedSize, phoneSize, wallSize, type Size } from './scene.ts'
import type { Demands, Room } from './walk.ts'

/** The sizes in which each room is shown: the first is the one that its people mostly have. */
const sizesOf: Record<Room, readonly Size[]> = {
  'front-door': [phoneSize, deskSize],
  maker: [phoneSize, enlargedSize],
  curator: [deskSize],
  visitor: [phoneSize, deskSize],
  wall: [wallSize],
}

export const sizesFor = (room: Room, { phoneToo }: Demands): readonly Size[] =>
  phoneToo ? [...sizesOf[room], phoneSize] : sizesOf[room]

/** A wall is looked at as it hangs; everything else is scrolled, so the whole page is shown. */
const isScrolled = (room: Room) => room !== 'wall'

/** Letters and pictures have come, and two pictures of the screen in a row are the same. */
async function untilStill(page: Page, fullPage: boolean): Promise<Buffer> {
  await page.evaluate(async () => {
    await document.fonts.ready
    // A lazy picture far below may never be fetched.
    const awaited = [...document.images].filter(
      (image) => image.loading !== 'lazy' && image.checkVisibility(),
    )
    await Promise.all(awaited.map((image) => image.decode().catch(() => undefined)))
  })
  const shoot = () => page.screenshot({ fullPage, caret: 'hide' })
  let last = await shoot()
  for (let tries = 0; tries < 50; tries++) {
    const next = await shoot()
    if (next.equals(last)) return next
    last = next
  }
  throw new Error(`${page.url()} never stands still`)
}

/** A list goes on for ever; what it looks like is seen in three windows' worth of it. */
const windowsShown = 3

/** @returns the screen in one size, as WebP */
export async function pictureOf(
  page: Page,
  room: Room,
  size: Size,
  { quality = 64, widthPx = size.width } = {},
): Promise<Buffer> {
  await page.setViewportSize(size)
  // Where the hand last was, nothing is marked by it.
  await page.mouse.move(0, 0)
  const shot = await untilStill(page, isScrolled(room))
  const { width, height } = await sharp(shot).metadata()
  const shownHeight = Math.min(height, Math.max(size.height, phoneSize.height) * windowsShown)
  return sharp(shot)
    .extract({ left: 0, top: 0, width, height: shownHeight })
    .resize({ width: widthPx })
    .webp({ quality, effort: 5 })
    .toBuffer()
}

/** A maker's way as a finger walks it, in a browser. */
import type { Page } from 'playwright-core'
import { asked, tap } from './maker-taps.ts'

/** A path, or what a phone's camera has just made. */
type PhotoFile = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

export const photoPath = new URL('../fixtures/meadow-with-gps.jpg', import.meta.url)

async function choose(page: Page, kind: RegExp): Promise<void> {
  await asked(page, 'Hvad har du lyst til?')
  await tap(page, kind)
}

export async function openBoard(
  page: Page,
): Promise<{ x: number; y: number; width: number; height: number }> {
  await choose(page, /Tegn her/)
  await asked(page, 'Tegn med fingeren')
  const box = await page.getByRole('img', { name: 'Dit papir' }).boundingBox()
  if (!box) throw new Error('There is no board.')
  return box
}

/** From "Sådan ser det ud" to the yes. */
export async function sayYes(page: Page): Promise<void> {
  await asked(page, 'Sådan ser det ud')
  await tap(page, 'Det er fint')
  await asked(page, 'Skal der stå et navn?')
  await tap(page, 'Kun husets navn')
  await asked(page, 'Må museet vise det?')
  await tap(page, 'Ja, vis det')
}

/** Each of these begins at the first step and ends with the yes. */
export async function makeText(page: Page, words: string): Promise<void> {
  await choose(page, /Skriv lidt/)
  await page.getByRole('textbox').fill(words)
  await tap(page, 'Færdig')
  await sayYes(page)
}

export async function makeDrawing(page: Page): Promise<void> {
  const { x, y } = await openBoard(page)
  await page.mouse.move(x + 30, y + 30)
  await page.mouse.down()
  await page.mouse.move(x + 200, y + 60, { steps: 6 })
  await page.mouse.up()
  await page.getByText('Gemt på telefonen').waitFor()
  await tap(page, 'Færdig')
  await sayYes(page)
}

export async function makePhoto(page: Page, photo: PhotoFile = photoPath.pathname): Promise<void> {
  await choose(page, /Tag et billede/)
  await asked(page, 'Tag dit billede')
  await page.locator('input[type=file]:not([capture])').setInputFiles(photo)
  await asked(page, 'Kan man se en person?')
  await tap(page, 'Nej')
  await sayYes(page)
}

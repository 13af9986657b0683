/** A maker's whole way, walked by a browser: a text, a drawing and a photo. */
import type { Page } from 'playwright-core'

const photo = new URL('../../fixtures/meadow-with-gps.jpg', import.meta.url)

export async function tap(page: Page, name: string | RegExp): Promise<void> {
  await page.waitForSelector('[data-ready]:not([data-resting])')
  await page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click()
}

export const asked = (page: Page, question: string | RegExp) =>
  page.getByRole('heading', { level: 1, name: question }).waitFor()

export async function openBoard(
  page: Page,
): Promise<{ x: number; y: number; width: number; height: number }> {
  await asked(page, 'Hvad har du lyst til?')
  await tap(page, /Tegn her/)
  await asked(page, 'Tegn med fingeren')
  const box = await page.getByRole('img', { name: 'Dit papir' }).boundingBox()
  if (!box) throw new Error('There is no board.')
  return box
}

async function finish(page: Page): Promise<void> {
  await asked(page, 'Sådan ser det ud')
  await tap(page, 'Det er fint')
  await asked(page, 'Skal der stå et navn?')
  await tap(page, 'Kun husets navn')
  await asked(page, 'Må museet vise det?')
  await tap(page, 'Ja, vis det')
  await asked(page, /^Tak\./)
  await asked(page, 'Tak. Vi har det.')
}

/** Begins at the start page, ends at the third card. */
export async function walkTheWay(page: Page): Promise<void> {
  await tap(page, 'Jeg vil være med')
  await asked(page, 'Hvad har du lyst til?')
  await tap(page, /Skriv lidt/)
  await page.getByRole('textbox').fill('En varm kop kaffe')
  await tap(page, 'Færdig')
  await finish(page)

  await tap(page, 'Lav et stykke mere')
  const { x, y } = await openBoard(page)
  await page.mouse.move(x + 30, y + 30)
  await page.mouse.down()
  await page.mouse.move(x + 200, y + 60, { steps: 6 })
  await page.mouse.up()
  await tap(page, 'Færdig')
  await finish(page)

  await tap(page, 'Lav et stykke mere')
  await asked(page, 'Hvad har du lyst til?')
  await tap(page, /Tag et billede/)
  await page.locator('input[type=file]:not([capture])').setInputFiles(photo.pathname)
  await asked(page, 'Kan man se en person?')
  await tap(page, 'Nej')
  await finish(page)
}

/** A maker's whole way, walked by a browser: a text, a drawing and a photo. */
import type { Page } from 'playwright-core'
import { asked, tap } from '#tests/support/maker-taps.ts'
import { makeDrawing, makePhoto, makeText } from '#tests/support/way.ts'

/** Begins at the start page, ends at the third card. */
export async function walkTheWay(page: Page): Promise<void> {
  const make = [() => makeText(page, 'En varm kop kaffe'), () => makeDrawing(page), () => makePhoto(page)]
  await tap(page, 'Jeg vil være med')
  for (const [at, making] of make.entries()) {
    if (at > 0) await tap(page, 'Lav et stykke mere')
    await making()
    await asked(page, 'Tak. Vi har det.')
  }
}

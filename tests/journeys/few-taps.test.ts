/** P3: how often a finger must tap from the code on the poster to the piece that has come in. */
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openPage, phone } from '#tests/support/browser.ts'
import { asked, settled, tap } from '#tests/support/maker-taps.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'
import { draw } from '#tests/screens/steps.ts'

declare global {
  interface Window {
    countTap?: () => void
  }
}

const { house, curator } = staffedHouse({ ROLE: 'web' })
const photo = fileURLToPath(new URL('../fixtures/meadow-with-gps.jpg', import.meta.url))
let code: string

beforeAll(async () => {
  ;({ entrance: code } = await makeArtwork(curator))
})

const ways: Record<string, { most: number; make: (page: Page) => Promise<void> }> = {
  text: {
    most: 6,
    async make(page) {
      await tap(page, /Skriv lidt/)
      await page.getByRole('textbox').fill('Ro')
      await tap(page, 'Færdig')
    },
  },
  drawing: {
    most: 6,
    async make(page) {
      await tap(page, /Tegn her/)
      await asked(page, 'Tegn med fingeren')
      await draw(page, 'Dit papir')
      await tap(page, 'Færdig')
    },
  },
  photo: {
    most: 7,
    async make(page) {
      await tap(page, /Tag et billede/)
      await asked(page, 'Tag dit billede')
      await settled(page)
      const choosing = page.waitForEvent('filechooser')
      await page.getByText('Åbn kamera').click()
      await (await choosing).setFiles(photo)
      await asked(page, 'Kan man se en person?')
      await tap(page, 'Nej')
    },
  },
}

test.each(Object.entries(ways))('a %s takes few taps', async (_, { most, make }) => {
  const page = await openPage(phone, house.origin)
  let taps = 0
  await page.exposeFunction('countTap', () => void (taps += 1))
  await page.addInitScript(() => {
    const usable = 'a, button, label, summary'
    document.addEventListener(
      'click',
      ({ target, isTrusted }) => {
        // A tap on a label is a click on its field as well.
        const isTap = isTrusted && target instanceof Element && !(target instanceof HTMLInputElement)
        if (isTap && target.closest(usable)) window.countTap?.()
      },
      true,
    )
  })
  await page.goto(`/v/${code}`)
  await tap(page, 'Jeg vil være med')
  await asked(page, 'Hvad har du lyst til?')
  await make(page)
  await asked(page, 'Sådan ser det ud')
  await tap(page, 'Det er fint')
  await asked(page, 'Skal der stå et navn?')
  await tap(page, 'Kun husets navn')
  await asked(page, 'Må museet vise det?')
  await tap(page, 'Ja, vis det')
  await asked(page, 'Tak. Vi har det.')
  expect(taps).toBe(most)
})

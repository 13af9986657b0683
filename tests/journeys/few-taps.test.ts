/** P3: how often a finger must tap from the code on the poster to the piece that has come in. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openPage, phone } from '#tests/support/browser.ts'
import { asked, settled, tap } from '#tests/support/maker-taps.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'
import { makeDrawing, makeText, photoPath, sayYes } from '#tests/support/way.ts'

declare global {
  interface Window {
    countTap?: () => void
  }
}

const { house, curator } = staffedHouse({ ROLE: 'web' })
let code: string

beforeAll(async () => {
  ;({ entrance: code } = await makeArtwork(curator))
})

async function takePhoto(page: Page): Promise<void> {
  await tap(page, /Tag et billede/)
  await asked(page, 'Tag dit billede')
  await settled(page)
  const choosing = page.waitForEvent('filechooser')
  await page.getByText('Åbn kamera').click()
  await (await choosing).setFiles(photoPath.pathname)
  await asked(page, 'Kan man se en person?')
  await tap(page, 'Nej')
  await sayYes(page)
}

const ways = [
  { kind: 'text', most: 6, make: (page: Page) => makeText(page, 'Ro') },
  { kind: 'drawing', most: 6, make: makeDrawing },
  { kind: 'photo', most: 7, make: takePhoto },
]

test.each(ways)('a $kind takes few taps', async ({ most, make }) => {
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
  await asked(page, 'Tak. Vi har det.')
  expect(taps).toBe(most)
})

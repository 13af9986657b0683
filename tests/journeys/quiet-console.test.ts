/** On the plain way, from the poster's page to the card and down again, a browser has nothing to complain about. */
import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { partMaxBytes } from '#core/contract/sending.ts'
import { openPage, phone } from '#tests/support/browser.ts'
import { untilPrepared } from '#tests/support/maker.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'
import { asked, tap } from '#tests/support/maker-taps.ts'
import { makeDrawing, makePhoto, makeText } from '#tests/support/way.ts'

const { house, curator } = staffedHouse()

/** A photo as a phone takes it: it goes out in parts. */
async function largePhoto() {
  const raw = { width: 800, height: 600, channels: 3 as const }
  const buffer = await sharp(randomBytes(raw.width * raw.height * 3), { raw })
    .jpeg({ quality: 90 })
    .toBuffer()
  expect(buffer.length).toBeGreaterThan(partMaxBytes)
  return { name: 'foto.jpg', mimeType: 'image/jpeg', buffer }
}

const ways = {
  'a photo': async (page: Page) => makePhoto(page, await largePhoto()),
  'a drawing': makeDrawing,
  'a text': (page: Page) => makeText(page, 'ro'),
}

test.each(Object.entries(ways))('%s is made, sent, found by its card and taken down', async (_, make) => {
  const { entrance: code } = await makeArtwork(curator)
  const page = await openPage(phone, house.origin)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('response', (response) => {
    if (response.status() >= 400)
      complaints.push(`${response.request().method()} ${response.url()}: ${response.status()}`)
  })
  await page.goto(`/v/${code}`)
  await tap(page, 'Jeg vil være med')
  await make(page)
  await asked(page, 'Tak. Vi har det.')
  const link = await page.getByText('Åbn dit kort').getAttribute('href')
  await page.goto(link ?? '')
  await asked(page, 'Her er dit stykke')
  await untilPrepared(house.origin, { headers: { authorization: `Card ${link?.split('#')[1] ?? ''}` } })
  await page.getByRole('main').getByRole('img').waitFor()
  await page.getByRole('button', { name: /Tag det ned/ }).click()
  await asked(page, 'Vil du tage det ned?')
  await page.getByRole('button', { name: /Tag det ned/ }).click()
  await asked(page, 'Det er taget ned')
  expect(complaints).toEqual([])
})

/** A photo over bad wifi, in a real browser: the net goes in the middle, and what was sent is not sent again. */
import { createHash, randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { partMaxBytes } from '#core/contract/sending.ts'
import { stripHidden } from '#core/privacy/strip.ts'
import { openPage, phone } from '#tests/support/browser.ts'
import { until } from '#tests/support/maker.ts'
import { asked, tap } from '#tests/support/maker-taps.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'
import { layWire, type Wire } from '#tests/support/wire.ts'

const { house, curator } = staffedHouse({ ROLE: 'web' })
let wire: Wire
let code: string
/** As the phone sends it. */
let photo: Uint8Array

beforeAll(async () => {
  wire = await layWire(house.origin)
  ;({ entrance: code } = await makeArtwork(curator))
  // Noise cannot be packed: a megabyte and a half, six parts.
  const raw = { width: 1600, height: 1400, channels: 3 as const }
  const bytes = await sharp(randomBytes(raw.width * raw.height * 3), { raw })
    .jpeg({ quality: 85 })
    .toBuffer()
  photo = stripHidden(Uint8Array.from(bytes))
  expect(photo.length).toBeGreaterThan(5.5 * partMaxBytes)
  expect(photo.length).toBeLessThan(7.9 * partMaxBytes)
})
afterAll(() => wire.close())

async function storedParts(): Promise<number> {
  let count = 0
  for await (const _ of house.deps.storage.list('parts')) count += 1
  return count
}

test('the net goes in the middle of a photo, twice, and in the end all of it has been sent once', async () => {
  const page = await openPage(phone, wire.origin)
  const sentOffsets: number[] = []
  page.on('requestfinished', (request) => {
    if (request.method() === 'PATCH') sentOffsets.push(Number(request.headers()['upload-offset']))
  })
  await page.goto(`/v/${code}/1`)
  await tap(page, /Tag et billede/)
  await asked(page, 'Tag dit billede')
  const file = { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photo) }
  await page.locator('input[type=file]:not([capture])').setInputFiles(file)
  await asked(page, 'Kan man se en person?')
  await tap(page, 'Nej')
  await asked(page, 'Sådan ser det ud')
  await tap(page, 'Det er fint')
  await asked(page, 'Skal der stå et navn?')
  await tap(page, 'Kun husets navn')
  await asked(page, 'Må museet vise det?')

  wire.cutAfter(partMaxBytes * 4.5)
  await tap(page, 'Ja, vis det')
  await asked(page, 'Tak. Her er dit kort.')
  await page.getByText('Halvdelen er sendt.').waitFor()
  await page.getByRole('button', { name: 'Prøv nu' }).waitFor()
  const sentBefore = wire.sentBytes()
  const parts = await storedParts()
  expect(parts).toBeGreaterThan(1)

  // Back for one more part, and gone again.
  wire.cutAfter(partMaxBytes * 1.3)
  await tap(page, 'Prøv nu')
  await until(storedParts, (count) => count > parts)
  await until(() => Promise.resolve(wire.isCut()), Boolean)
  const sentBetween = wire.sentBytes()

  // The page is opened again, as after a day: it goes on by itself.
  wire.mend()
  await page.reload()
  await asked(page, 'Tak. Vi har det.')
  const rows = await house.deps.db.selectFrom('piece').select('contentSha256').execute()
  const sha256 = createHash('sha256').update(photo).digest('hex')
  expect(rows.map(({ contentSha256 }) => contentSha256?.toString('hex'))).toEqual([sha256])
  expect(await storedParts()).toBe(0)

  // No part arrived twice; on the wire, only the two that were under way when it broke, and the page itself.
  expect(sentOffsets).toEqual([...new Set(sentOffsets)].sort((one, other) => one - other))
  expect(sentBefore + sentBetween + wire.sentBytes()).toBeLessThan(photo.length + 2 * partMaxBytes + 100_000)
})

test('a part of a step that does not come can be asked for again', async () => {
  const page = await openPage({ ...phone, serviceWorkers: 'block' }, house.origin)
  let comes = false
  await page.route('**/_app/**/*.js', async (route) => {
    const response = await route.fetch()
    const isBoard = (await response.text()).includes('getCoalescedEvents')
    await (isBoard && !comes ? route.abort() : route.fulfill({ response }))
  })
  await page.goto(`/v/${code}/1`)
  await tap(page, /Tegn her/)
  await asked(page, 'Tegn med fingeren')
  await page.getByText('Der er ikke net lige nu').waitFor()

  comes = true
  await tap(page, 'Prøv nu')
  await page.getByRole('img', { name: 'Dit papir' }).waitFor()
  // Some may still be on their way: they are not left behind.
  await page.unrouteAll({ behavior: 'wait' })
})

/** How a piece is shown in its place, in a real browser: cropped where its maker lets it be, and framed. */
import { randomUUID } from 'node:crypto'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { applyOperation, getComposition, type Placement } from '#core/contract/composition.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { desk as deskSize, openContext } from '#tests/support/browser.ts'
import { approve } from '#tests/support/hang.ts'
import { sendPiece, until, untilPrepared, yesTo } from '#tests/support/maker.ts'
import { fixture } from '#tests/support/pictures.ts'
import { signInAt } from '#tests/support/signed-in.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator: karen } = staffedHouse()
let slug: ArtworkSlug
let desk: BrowserContext
let page: Page
/** Of the makers' cards. */
let secrets: string[]

/** Two photographs stand in the work: the first may be cropped, of the second nobody was asked. */
beforeEach(async () => {
  const { place, ...made } = await makeArtwork(karen)
  slug = made.slug
  secrets = []
  for (const [index, name] of ['fig.jpg', 'sunrise.jpg'].entries()) {
    const consents = index === 0 ? yesTo('screen', 'web', 'alter') : yesTo('screen', 'web')
    const piece = await sendPiece(house.origin, { ...place, content: await fixture(name), consents })
    secrets.push(piece.secret)
    const { id: pieceId } = await untilPrepared(house.origin, piece)
    await approve(karen, piece.id)
    const box = { xMm: 400 + index * 700, yMm: 450, widthMm: 400, heightMm: 300, rotationDeg: 0 }
    const values = { ...box, pieceId, slot: null, layer: index, locked: false }
    const changes = [{ do: 'add' as const, id: randomUUID(), values }]
    await karen.call(applyOperation, {
      params: { slug },
      body: { kind: 'place', clientOpId: randomUUID(), changes },
    })
  }
  desk = await openContext(deskSize, house.origin)
  await signInAt(desk, karen, house.origin)
  page = await desk.newPage()
  await page.goto(`${house.origin}/kurator/vaerker/${slug}/saet-sammen`)
  await page.locator('[data-stage] .live canvas').waitFor()
  await page.locator('[data-stage]').focus()
})

const standing = async (): Promise<Placement[]> => {
  const { placements } = await karen.call(getComposition, { params: { slug } })
  return placements.toSorted((one, other) => one.xMm - other.xMm)
}
const untilFirst = (isSo: (placement: Placement) => boolean) =>
  until(standing, ([one]) => one !== undefined && isSo(one)).then(([one]) => one)

const said = (text: string | RegExp) => page.getByText(text).first().waitFor({ state: 'attached' })
const numberField = (name: string) => page.getByRole('spinbutton', { name })

/** Where a point of the work lies on the page, as the stage shows it when it is opened. */
async function onStage(xMm: number, yMm: number): Promise<{ x: number; y: number }> {
  const stage = await page.locator('[data-stage]').boundingBox()
  if (!stage) throw new Error('there is no stage')
  const pxPerMm = Math.min((stage.width - 96) / 1600, (stage.height - 96) / 900)
  return {
    x: stage.x + stage.width / 2 + (xMm - 800) * pxPerMm,
    y: stage.y + stage.height / 2 + (yMm - 450) * pxPerMm,
  }
}

test('a crop is chosen by keys alone, undone in one step and changed by numbers', async () => {
  await page.keyboard.press('n')
  await page.keyboard.press('c')
  await said(/^Nu flytter pilene billedet/)
  for (const key of ['+', '+', '+', 'Shift+ArrowLeft', 'ArrowUp']) await page.keyboard.press(key)
  await said(/^Fra venstre/)
  expect((await standing())[0]?.crop).toBeUndefined()
  await page.keyboard.press('Enter')
  const cropped = await untilFirst(({ crop }) => crop !== undefined)
  expect(cropped?.crop?.width).toBeLessThan(0.9)
  expect(cropped).toMatchObject({ xMm: 400, yMm: 450, widthMm: 400, heightMm: 300 })

  await numberField('Størrelse (%)').fill('200')
  await page.keyboard.press('Enter')
  await untilFirst(({ crop }) => crop !== undefined && crop.width < (cropped?.crop?.width ?? 0))
  await page.locator('[data-stage]').focus()
  await page.keyboard.press('Control+z')
  await untilFirst(({ crop }) => crop?.width === cropped?.crop?.width)
  await page.keyboard.press('Control+z')
  await untilFirst(({ crop }) => crop === undefined)
})

test('a crop is chosen by hand: twice on the piece, drag, and press beside it; Escape leaves all as it was', async () => {
  const middle = await onStage(400, 450)
  await page.mouse.dblclick(middle.x, middle.y)
  await said(/^Nu flytter pilene billedet/)
  await page.mouse.wheel(0, -400)
  await page.mouse.move(middle.x, middle.y)
  await page.mouse.down()
  await page.mouse.move(middle.x + 20, middle.y + 10, { steps: 3 })
  await page.mouse.up()
  const beside = await onStage(800, 800)
  await page.mouse.click(beside.x, beside.y)
  const cropped = await untilFirst(({ crop }) => crop !== undefined)
  expect(cropped?.xMm).toBe(400)

  await page.mouse.dblclick(middle.x, middle.y)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+ArrowDown')
  const moved = await untilFirst(({ yMm }) => yMm > 450)
  expect(moved?.crop).toEqual(cropped?.crop)
})

test('a piece that may not be cropped says so, until the house has asked', async () => {
  await page.keyboard.press('n')
  await page.keyboard.press('n')
  await page.keyboard.press('c')
  const refusal = page.getByRole('status').getByText('Må ikke beskæres eller farves om.')
  await refusal.waitFor()
  expect(await page.getByRole('button', { name: 'Beskær' }).getAttribute('aria-disabled')).toBe('true')
  await page.getByRole('button', { name: 'Huset har spurgt. Svaret er ja' }).click()
  await numberField('Fra billedets venstre (%)').waitFor()
  await page.getByRole('button', { name: 'Beskær' }).click()
  await page.getByRole('button', { name: 'Færdig' }).click()
  await page.getByRole('button', { name: 'Huset har spurgt. Svaret er nej' }).click()
  await page.locator('.not').waitFor()
  expect(await page.getByRole('button', { name: 'Huset har spurgt. Svaret er nej' }).count()).toBe(0)
})

test('its maker says yes to it with the card, and takes that back: the composer hears of both', async () => {
  await page.keyboard.press('n')
  await page.keyboard.press('n')
  const refusal = page.locator('.not')
  await refusal.waitFor()
  const phone = await (await openContext({}, house.origin)).newPage()
  await phone.goto(`${house.origin}/kort#${secrets[1]}`)
  await phone.getByRole('button', { name: /^Hvad må vi mere\?/ }).click()
  const asked = phone.getByRole('group', { name: 'Må vi skære det til?' })
  await asked.getByRole('button', { name: 'Ja' }).click()
  await numberField('Fra billedets venstre (%)').waitFor()
  await asked.getByRole('button', { name: 'Nej' }).click()
  await refusal.waitFor()
})

test('a mat and a line are chosen for several at once, and are heard in the list', async () => {
  await page.keyboard.press('Control+a')
  await page.getByRole('radio', { name: 'Kant og streg' }).check()
  await until(standing, (all) => all.every(({ mount }) => mount !== undefined))
  await numberField('Kantens bredde (mm)').fill('40')
  await page.keyboard.press('Enter')
  await until(standing, (all) => all.every(({ mount }) => mount?.matMm === 40))
  await page.getByRole('group', { name: 'Kantens farve' }).getByRole('radio', { name: 'Mynte' }).check()
  await until(standing, (all) => all.every(({ mount }) => mount?.matColour === '#b9e3c6'))
  await numberField('Stregens bredde (mm)').fill('8')
  await page.keyboard.press('Enter')
  await page.getByRole('group', { name: 'Stregens farve' }).getByRole('radio', { name: 'Morgenfrue' }).check()
  await until(standing, (all) =>
    all.every(({ mount }) => mount?.lineMm === 8 && mount.lineColour === '#ffb000' && mount.matMm === 40),
  )
  await page.getByRole('button', { name: 'Vis som liste' }).click()
  await until(
    () => page.locator('.cells').getByText('i ramme').count(),
    (count) => count === 2,
  )
})

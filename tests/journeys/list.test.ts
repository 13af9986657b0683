/** The work as a list, in a real browser: by keys alone from the inbox to a published edition, and every action by its words. */
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { applyOperation, getComposition, type Placement } from '#core/contract/composition.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { axeComplaints } from '#tests/screens/gates/axe.ts'
import { desk, openPage } from '#tests/support/browser.ts'
import { openInbox } from '#tests/support/inbox-page.ts'
import { sendPiece, until, untilPrepared } from '#tests/support/maker.ts'
import { insertReadyPieces } from '#tests/support/ready-pieces.ts'
import { signInAt } from '#tests/support/signed-in.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
let page: Page

beforeEach(async () => {
  page = await openPage(desk, house.origin)
  await signInAt(page.context(), curator, house.origin)
})

const complaints = () => axeComplaints(page, { isAaa: false, withColours: true })
const standing = async (slug: ArtworkSlug): Promise<Placement[]> =>
  (await curator.call(getComposition, { params: { slug } })).placements
const untilStanding = (slug: ArtworkSlug, isSo: (placements: readonly Placement[]) => boolean) =>
  until(() => standing(slug), isSo)

/** Tab until the focus is on what is called so; more stops than the page has are none. */
async function tabTo(name: RegExp): Promise<void> {
  for (let stop = 0; stop < 150; stop++) {
    const focused = await page.evaluate(() => {
      const { activeElement: active } = document
      return active?.getAttribute('aria-label') ?? active?.textContent.trim() ?? ''
    })
    if (name.test(focused)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never comes to ${String(name)}`)
}

const said = (words: string | RegExp) =>
  page.getByRole('status').filter({ hasText: words }).first().waitFor({ state: 'attached' })

test('by keys alone from the inbox to a published edition', async () => {
  const { slug, place } = await makeArtwork(curator)
  for (const content of ['Kaffe', 'Ro']) {
    const sent = await sendPiece(house.origin, { ...place, kind: 'text', content })
    await untilPrepared(house.origin, sent)
  }
  await openInbox(page, slug)
  await page.getByRole('img', { name: 'Kaffe' }).waitFor()
  expect(await complaints()).toEqual([])
  for (const next of ['1 af 1', 'Du har set på alt.']) {
    await page.keyboard.press('a')
    await page.getByText(next).waitFor()
  }
  await tabTo(/^Sæt stykkerne sammen$/)
  await page.keyboard.press('Enter')
  await page.locator('[data-stage] .live canvas').waitFor()

  await tabTo(/^Vis som liste$/)
  await page.keyboard.press('Enter')
  await page.getByText('Der står ikke noget i værket endnu.').waitFor()
  expect(await complaints()).toEqual([])
  await tabTo(/^Bakken$/)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await untilStanding(slug, (all) => all.length === 2)

  await tabTo(/^Værket som liste$/)
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Enter')
  const before = await standing(slug)
  await page.keyboard.press('m')
  await said('Du flytter stykket.')
  await page.keyboard.press('Shift+ArrowDown')
  await said(/flyttet ned\. Række 1\./)
  expect(await complaints()).toEqual([])
  await page.keyboard.press('Enter')
  const yOf = (all: readonly Placement[], id: string) => all.find((one) => one.id === id)?.yMm
  const moved = await untilStanding(slug, (all) => before.some(({ id, yMm }) => yOf(all, id) === yMm + 10))
  await page.keyboard.press('Control+z')
  await untilStanding(slug, (all) => before.every(({ id, yMm }) => yOf(all, id) === yMm))
  expect(moved).toHaveLength(2)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('d')
  await untilStanding(slug, (all) => all.every(({ rotationDeg }) => rotationDeg === 5))

  await tabTo(/^Vis på museet$/)
  await page.keyboard.press('Enter')
  await page.getByText('2 nye stykker kommer til.').waitFor()
  expect(await complaints()).toEqual([])
  await tabTo(/^Vis den nye udgave$/)
  await page.keyboard.press('Enter')
  await page.getByText('Udgave 1 kan ses nu.').waitFor({ timeout: 60_000 })
})

async function openList(count: number): Promise<ArtworkSlug> {
  const { slug, houseCode, artwork } = await makeArtwork(curator)
  await insertReadyPieces(house.deps, { artworkId: artwork.id, houseCode, count })
  const layout = { kind: 'layout' as const, clientOpId: randomUUID(), layout: 'grid', options: {}, seed: 1 }
  await curator.call(applyOperation, { params: { slug }, body: layout })
  await page.goto(`${house.origin}/kurator/vaerker/${slug}/saet-sammen`)
  await page.locator('[data-stage] .live canvas').waitFor()
  await page.getByRole('button', { name: 'Vis som liste' }).click()
  return slug
}

test('rows that stand in line are a grid of which only what is in sight is drawn, and every action stands by its words', async () => {
  await openList(300)
  const grid = page.getByRole('grid', { name: 'Værket som liste' })
  const rows = Number(await grid.getAttribute('aria-rowcount'))
  const columns = Number(await grid.getAttribute('aria-colcount'))
  expect(rows * columns).toBeGreaterThanOrEqual(300)
  expect(await page.getByRole('gridcell').count()).toBeLessThan(150)
  await grid.focus()
  await page.keyboard.press('Control+End')
  const focused = await grid.getAttribute('aria-activedescendant')
  const last = page.locator(`[id="${focused}"]`)
  await last.waitFor()
  expect(await last.locator('xpath=..').getAttribute('aria-rowindex')).toBe(String(rows))
  expect(await complaints()).toEqual([])

  await page.getByText('Alt, du kan gøre').click()
  const ids = await page
    .locator('[data-action]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-action')))
  expect(new Set(ids).size).toBe(ids.length)
  // The same that the list of keys knows; two of its lines are ways of holding the pointer.
  await page.locator('.toolbar').getByRole('button', { name: 'Taster' }).click()
  const lines = await page.getByRole('dialog').locator('dt').count()
  await page.keyboard.press('Escape')
  expect(ids.length).toBeGreaterThanOrEqual(lines - 2)
  expect(await complaints()).toEqual([])
})

test('with a pointer alone pieces are chosen, moved without a drag, and swapped', async () => {
  const slug = await openList(4)
  const before = await standing(slug)
  const cells = page.locator('.cells').locator('[role=gridcell], [role=option]')
  await cells.nth(0).click()
  await page.getByText('Alt, du kan gøre').click()
  await page.locator('[data-action="move-in-list"]').click()
  const pad = page.getByRole('group', { name: 'Flyt med pilene' })
  await pad.getByRole('button', { name: 'Til højre' }).click()
  await page.getByRole('button', { name: 'Sæt det her' }).click()
  await untilStanding(slug, (all) =>
    all.some(({ id, xMm }) => before.some((one) => one.id === id && one.xMm + 10 === xMm)),
  )
  await page.locator('[data-action="swap"]').click()
  await page.getByText('Vælg to stykker. Så kan de bytte plads.').waitFor()
  await page.locator('.status').getByRole('button', { name: 'Luk' }).click()
  await cells.nth(1).locator('[data-mark]').click()
  await page.locator('[data-action="swap"]').click()
  await said(/har byttet plads med/)
  await untilStanding(
    slug,
    (all) =>
      all.filter(({ id, pieceId }) => before.find((one) => one.id === id)?.pieceId !== pieceId).length === 2,
  )
})

test('the same words twice change the page twice, so that they are heard twice', async () => {
  await openList(4)
  await page.locator('.cells').focus()
  const line = () => page.locator('.status > .visually-hidden').textContent()
  await page.keyboard.press('d')
  const first = await until(line, (words) => words !== null && words.includes('Drej'))
  await page.keyboard.press('d')
  const second = await until(line, (words) => words !== first)
  expect(second?.trim()).toBe(first?.trim())
})

/** Versions in a browser: named, looked at without touching anything, gone back to in one step. */
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { applyOperation, getComposition, listOperations, type Placement } from '#core/contract/composition.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { deskOf, openComposer } from '#tests/support/composing.ts'
import { approve } from '#tests/support/hang.ts'
import { sendPiece, until, untilPrepared, type SentPiece } from '#tests/support/maker.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator: karen } = staffedHouse()
let slug: ArtworkSlug
let pieces: SentPiece[]
let page: Page

beforeEach(async () => {
  const { place, ...made } = await makeArtwork(karen)
  slug = made.slug
  pieces = await Promise.all(
    ['Kaffe', 'Ro'].map((content) => sendPiece(house.origin, { ...place, kind: 'text', content })),
  )
  for (const piece of pieces) {
    await untilPrepared(house.origin, piece)
    await approve(karen, piece.id)
  }
  const body = { kind: 'layout' as const, clientOpId: randomUUID(), layout: 'grid', options: {}, seed: 1 }
  await karen.call(applyOperation, { params: { slug }, body })
  page = await openComposer(await deskOf(karen, house.origin), house.origin, slug)
})

const standing = async () => (await karen.call(getComposition, { params: { slug } })).placements
const untilStanding = (isSo: (all: readonly Placement[]) => boolean) => until(standing, isSo)
const kinds = async () => {
  const { operations } = await karen.call(listOperations, { params: { slug }, query: { after: 0 } })
  return operations.map(({ kind }) => kind)
}
const button = (name: string) => page.getByRole('button', { name, exact: true })

async function nameIt(name: string): Promise<void> {
  await page.getByRole('heading', { name: 'Versioner' }).click()
  await page.getByLabel('Giv værket, som det står nu, et navn').fill(name)
  await page.keyboard.press('Enter')
  await button(`Se ${name}`).waitFor()
}

test('a version is named, looked at, gone back to in one step, and that is undone in one', async () => {
  await nameIt('Før påske')
  const before = await standing()
  await page.locator('[data-stage]').focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await untilStanding((all) => all.length === 0)

  await button('Se Før påske').click()
  await page.getByText('Du ser Før påske.').waitFor()
  await page.locator('[data-stage]').focus()
  await page.keyboard.press('Control+a')
  await page.getByText('2 stykker er valgt').waitFor({ state: 'attached' })
  for (const key of ['ArrowRight', 'Delete', 'Control+z']) await page.keyboard.press(key)
  expect(await standing()).toEqual([])
  await page.locator('[inert] .tray').waitFor({ state: 'attached' })

  const asList = page.locator('.toolbar').getByRole('button', { name: 'Vis som liste' })
  await asList.click()
  await page.getByText('Alt, du kan gøre').click()
  await page.locator('[data-action="choose-all"]').waitFor()
  expect(await page.locator('[data-action="remove"], [data-action="turn-right"]').count()).toBe(0)
  await asList.click()

  await button('Gør værket sådan igen').click()
  const restored = await untilStanding((all) => all.length === 2)
  const spots = (all: readonly Placement[]) => all.map(({ id, xMm, yMm }) => [id, xMm, yMm]).sort()
  expect(spots(restored)).toEqual(spots(before))
  await page.getByText('Værket står nu som Før påske.').waitFor()
  await page.keyboard.press('Control+z')
  await untilStanding((all) => all.length === 0)
  expect(await kinds()).toEqual(['layout', 'remove', 'restore', 'undo'])
})

test('a piece that was taken down is a marigold in what was, also while somebody looks at it', async () => {
  await nameIt('Det hele')
  await button('Se Det hele').click()
  await page.getByText('Du ser Det hele.').waitFor()
  await fetch(`${house.origin}/api/card/hide`, { method: 'POST', headers: { ...pieces[0]?.headers } })
  await page.getByText('1 plads er tom, fordi stykket ikke må vises mere.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('Du ser Det hele.').waitFor({ state: 'detached' })
})

test('a version is renamed, its name deleted and had back', async () => {
  await nameIt('Udkats')
  await button('Omdøb Udkats').click()
  await page.getByLabel('Nyt navn').fill('Udkast')
  await page.keyboard.press('Enter')
  await button('Se Udkast').waitFor()
  await button('Slet navnet Udkast').click()
  await page.getByText('Navnet Udkast er slettet.').first().waitFor({ state: 'attached' })
  expect(await button('Se Udkast').count()).toBe(0)
  await page.locator('.forgotten').getByRole('button', { name: 'Fortryd' }).click()
  await button('Se Udkast').waitFor()
})

test('a name that is given while the list is on its way is neither lost nor overlooked', async () => {
  const mayCome = Promise.withResolvers<undefined>()
  let lists = 0
  await page.route(/\/versions$/, async (route) => {
    const response = await route.fetch()
    await mayCome.promise
    await route.fulfill({ response })
    lists += 1
  })
  await page.getByRole('heading', { name: 'Versioner' }).click()
  await page.getByLabel('Giv værket, som det står nu, et navn').fill('Før påske')
  await page.keyboard.press('Enter')
  await page.getByText('Værket, som det står nu, hedder Før påske.').waitFor({ state: 'attached' })
  mayCome.resolve(undefined)
  await until(
    () => Promise.resolve(lists),
    (times) => times > 2,
  )
  await button('Se Før påske').waitFor()
  // One may still be on its way: it is not left behind.
  await page.unrouteAll({ behavior: 'wait' })
})

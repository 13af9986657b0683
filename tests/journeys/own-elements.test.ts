/** The artwork's own heading, card and thread, laid in and written in a real browser, by keys and by hand. */
import type { BrowserContext, Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { getComposition, type Placement } from '#core/contract/composition.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { desk as deskSize, openContext } from '#tests/support/browser.ts'
import { approve, hang, publishNow } from '#tests/support/hang.ts'
import { sendPiece, until, untilPrepared } from '#tests/support/maker.ts'
import { signInAt } from '#tests/support/signed-in.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
let slug: ArtworkSlug
let desk: BrowserContext

beforeEach(async () => {
  const { place, ...made } = await makeArtwork(curator)
  slug = made.slug
  for (const [at, content] of ['Kaffe', 'Ro'].entries()) {
    const piece = await sendPiece(house.origin, { ...place, kind: 'text', content })
    await untilPrepared(house.origin, piece)
    await approve(curator, piece.id)
    const box = { xMm: 400 + at * 800, yMm: 600, widthMm: 300, heightMm: 225, rotationDeg: 0 }
    await hang(curator, slug, piece.id, box)
  }
  desk = await openContext(deskSize, house.origin)
  await signInAt(desk, curator, house.origin)
})

async function openComposer(): Promise<Page> {
  const page = await desk.newPage()
  await page.goto(`${house.origin}/kurator/vaerker/${slug}/saet-sammen`)
  await page.locator('[data-stage] .live canvas').waitFor()
  await page.locator('[data-stage]').focus()
  return page
}

const own = async (): Promise<Placement[]> =>
  (await curator.call(getComposition, { params: { slug } })).placements.filter(
    ({ pieceId }) => pieceId === null,
  )
const untilOwn = (isSo: (placements: readonly Placement[]) => boolean) => until(own, isSo)

test('a heading is laid in with one key, says the work’s title, and is written and coloured in its panel', async () => {
  const page = await openComposer()
  await page.keyboard.press('t')
  const [heading] = await untilOwn((all) => all.length === 1)
  expect(heading?.element).toEqual({ kind: 'words', text: 'Små skridt', paper: null })

  await page.getByRole('heading', { name: 'Værkets eget' }).click()
  await page.getByLabel('Det, der skal stå').fill('Vi laver et værk')
  await page.getByRole('radio', { name: 'Morgenfrue' }).check()
  await untilOwn(([one]) => one?.element?.kind === 'words' && one.element.paper === '#ffb000')
  expect((await own())[0]?.element).toMatchObject({ text: 'Vi laver et værk' })

  await page.locator('[data-stage]').focus()
  await page.keyboard.press('Control+z')
  await untilOwn(([one]) => one?.element?.kind === 'words' && one.element.paper === null)
  await page.keyboard.press('Control+z')
  await untilOwn(([one]) => one?.element?.kind === 'words' && one.element.text === 'Små skridt')
  await page.close()
})

test('a thread goes through what is chosen, a background lies beneath it all, and the list names both', async () => {
  const page = await openComposer()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Shift+t')
  const [thread] = await untilOwn((all) => all.length === 1)
  expect(thread?.element).toMatchObject({ kind: 'thread', colour: '#14213d' })
  await page.keyboard.press('Shift+k')
  const all = await untilOwn((placements) => placements.length === 2)
  const ground = all.find(({ element }) => element?.kind === 'field')
  expect(ground).toMatchObject({ xMm: 800, yMm: 450, widthMm: 1600, heightMm: 900 })
  const { placements } = await curator.call(getComposition, { params: { slug } })
  expect(Math.min(...placements.map(({ layer }) => layer))).toBe(ground?.layer)

  await page.keyboard.press('b')
  await untilOwn((places) => places.some(({ element }) => !element))
  await page.getByRole('button', { name: 'Vis som liste' }).click()
  const cells = page.locator('.cells')
  await cells.getByText('Tråd gennem 2 steder').first().waitFor()
  await cells.getByText('Farvet karton').first().waitFor()
  await page.close()
})

test('who reads the published work reads its own words too', async () => {
  const page = await openComposer()
  await page.keyboard.press('t')
  await untilOwn((all) => all.length === 1)
  await publishNow(curator, slug)
  await page.goto(`${house.origin}/vaerk/${slug}?vis=liste`)
  await page.getByText('I værket står der:').waitFor()
  expect(await page.locator('blockquote').first().textContent()).toBe('Små skridt')
  await page.close()
})

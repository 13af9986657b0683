/** The artwork's own heading, card and thread, laid in and written in a real browser, by keys and by hand. */
import type { BrowserContext, Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { getComposition, type Placement } from '#core/contract/composition.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { desk as deskSize, openContext } from '#tests/support/browser.ts'
import { placesOn } from '#tests/support/composing.ts'
import { approve, hang, publishNow } from '#tests/support/hang.ts'
import { sendPiece, until, untilPrepared } from '#tests/support/maker.ts'
import { signInAt } from '#tests/support/signed-in.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
let slug: ArtworkSlug
let entrance: Awaited<ReturnType<typeof makeArtwork>>['place']
let desk: BrowserContext

beforeEach(async () => {
  const { place, ...made } = await makeArtwork(curator)
  slug = made.slug
  entrance = place
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
const untilHung = (isSo: (placements: readonly Placement[]) => boolean): Promise<Placement[]> =>
  until(async () => {
    const { placements } = await curator.call(getComposition, { params: { slug } })
    return placements.filter(({ pieceId }) => pieceId !== null)
  }, isSo)
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

test('on a background that is laid, a layout finds room, a frame is drawn on the bare wall, and the tray gives as before', async () => {
  const dog = await sendPiece(house.origin, { ...entrance, kind: 'text', content: 'Min hund' })
  await untilPrepared(house.origin, dog)
  await approve(curator, dog.id)
  const page = await openComposer()
  await page.keyboard.press('Shift+k')
  const [ground] = await untilOwn((all) => all.length === 1)
  expect(ground).toMatchObject({ locked: true, layer: -1, widthMm: 1600, heightMm: 900 })
  // It is dyed as it lies.
  await page.getByRole('heading', { name: 'Værkets eget' }).click()
  await page.getByRole('radio', { name: 'Nat' }).check()
  await untilOwn(([one]) => one?.element?.kind === 'field' && one.element.colour === '#0b1020')

  // From the tray, to where the hand lets go.
  const on = await placesOn(page)
  const option = page.getByRole('listbox', { name: 'Bakken' }).getByRole('option', { name: /Min hund/ })
  const from = await option.boundingBox()
  if (!from) throw new Error('nothing to drag')
  const to = on({ xMm: 1200, yMm: 300 })
  await page.mouse.move(from.x + 20, from.y + 20)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + 40, { steps: 3 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
  const hung = await untilHung((all) => all.length === 3)
  const dropped = hung.find(({ pieceId }) => pieceId === dog.id)
  expect(dropped?.xMm).toBeCloseTo(1200, -1)

  // A frame around the two that hang below, begun on the bare wall.
  const [begin, end] = [on({ xMm: 100, yMm: 850 }), on({ xMm: 1500, yMm: 500 })]
  await page.mouse.move(begin.x, begin.y)
  await page.mouse.down()
  await page.mouse.move(end.x, end.y, { steps: 5 })
  expect(await page.locator('[data-stage]').getAttribute('data-hand')).toBe('marquee')
  await page.mouse.up()
  expect(await page.locator('[data-stage] polygon.frame').count()).toBe(2)
  await page.mouse.click(begin.x, begin.y)
  expect(await page.locator('[data-stage] polygon.frame').count()).toBe(0)

  await page.getByRole('heading', { name: 'Opstilling' }).click()
  await page.getByLabel('Hvilken?').selectOption('grid')
  await page.getByRole('button', { name: 'Stil sådan op' }).click()
  const laidOut = await untilHung((all) => all.every(({ slot }) => slot?.startsWith('r') ?? false))
  expect(new Set(laidOut.map(({ slot }) => slot)).size).toBe(3)
  expect((await own())[0]).toMatchObject({ id: ground?.id, layer: -1, widthMm: 1600, locked: true })

  // And it is taken hold of by its key, unlocked and taken out.
  await page.locator('[data-stage]').focus()
  await page.keyboard.press('a')
  await page.keyboard.press('l')
  await page.keyboard.press('Delete')
  await untilOwn((all) => all.length === 0)
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

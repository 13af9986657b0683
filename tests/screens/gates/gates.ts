/**
 * The gates of accessibility (ux.md, section 4) that a machine can keep, for one screen as it is now. Each complaint
 * begins with the gate that it comes from.
 */
import type { Page } from 'playwright-core'
import { deskSize, enlargedSize, phoneSize, sizeOf, type Size } from '../scene.ts'
import type { Demands, Room } from '../walk.ts'
import { axeComplaints } from './axe.ts'
import { toldByColourAlone, withoutBorder } from './in-page-colour.ts'
import { lengthen, shortenAgain } from './in-page-words.ts'
import {
  brokenWords,
  choicesBelow,
  clippedText,
  closeChoices,
  lowChoices,
  movements,
  sidewaysPx,
  smallTargets,
  smallText,
  spaceBack,
  spaceOut,
  textsDoubled,
  tooMuchAtOnce,
} from './in-page.ts'
import { keyboardComplaints } from './keyboard.ts'

const leastTargetPx = 48
const leastChoicePx = 64
const leastTextPx = 16
const leastBetweenPx = 12
/** What a maker chooses between, in the order of the page. */
const makersChoices = 'main .actions > *, main .choices > .choice'

/** Curators and hosts sit at a desk; everybody else may have poor eyes, a poor screen and the sun on it. */
const isAaa = (room: Room) => room !== 'curator'

/** A phone that lies on its side. */
const lyingSize: Size = { width: 640, height: 360 }

/** Where a screen must fit beside the size of its room. The wall is no window that somebody enlarges. */
const sizesToFit: Record<Room, readonly Size[]> = {
  'front-door': [deskSize, enlargedSize],
  maker: [phoneSize, lyingSize, enlargedSize],
  curator: [enlargedSize],
  visitor: [deskSize, enlargedSize],
  wall: [],
}

const from = (gate: string, complaints: readonly string[]) => complaints.map((one) => `${gate}: ${one}`)

const resize = (page: Page, size: Size) => page.setViewportSize(size)

async function fits(page: Page, room: Room): Promise<string[]> {
  const complaints: string[] = []
  for (const size of sizesToFit[room]) {
    await resize(page, size)
    const at = `${size.width} × ${size.height}`
    const tooWidePx = await page.evaluate(sidewaysPx)
    if (tooWidePx > 0) complaints.push(`T4 sideways at ${at}: by ${tooWidePx} px`)
    if (room === 'maker' || room === 'front-door')
      complaints.push(...from(`P9 small at ${at}`, await page.evaluate(smallText, leastTextPx)))
    complaints.push(...from(`T4 broken word at ${at}`, await page.evaluate(brokenWords)))
  }
  await resize(page, sizeOf[room])
  await page.evaluate(spaceOut)
  complaints.push(...from('T4 spaced text', await page.evaluate(clippedText)))
  const tooWidePx = await page.evaluate(sidewaysPx)
  if (tooWidePx > 0) complaints.push(`T4 sideways with spaced text: by ${tooWidePx} px`)
  await page.evaluate(spaceBack)
  return complaints
}

/** With letters of twice the size, on a phone (WCAG 2.2, 1.4.4). */
async function fitsDoubled(page: Page): Promise<string[]> {
  await page.evaluate(textsDoubled, true)
  const complaints = from('T4 at 200 %', await page.evaluate(clippedText))
  complaints.push(...from('T4 broken word at 200 %', await page.evaluate(brokenWords)))
  const tooWidePx = await page.evaluate(sidewaysPx)
  if (tooWidePx > 0) complaints.push(`T4 sideways at 200 %: by ${tooWidePx} px`)
  await page.evaluate(textsDoubled, false)
  return complaints
}

/** In a language of longer words, where the screen is narrowest. */
async function fitsLengthened(page: Page): Promise<string[]> {
  await resize(page, enlargedSize)
  await page.evaluate(lengthen)
  const complaints = from('T4 lengthened', await page.evaluate(clippedText))
  complaints.push(...from('T4 broken word, lengthened', await page.evaluate(brokenWords)))
  const tooWidePx = await page.evaluate(sidewaysPx)
  if (tooWidePx > 0) complaints.push(`T4 sideways, lengthened: by ${tooWidePx} px`)
  await page.evaluate(shortenAgain)
  await resize(page, sizeOf.maker)
  return complaints
}

/** In the reader's own few colours every button keeps an edge; and no state is told by colour alone. */
async function colours(page: Page): Promise<string[]> {
  const complaints = from('T6 told by colour alone', await page.evaluate(toldByColourAlone))
  await page.emulateMedia({ forcedColors: 'active' })
  complaints.push(...from('T6 without a border in forced colours', await page.evaluate(withoutBorder)))
  await page.emulateMedia({ forcedColors: 'none' })
  return complaints
}

/** What only the maker's room is held to. */
const ofMakers = async (page: Page): Promise<string[]> => [
  ...from('T2', await keyboardComplaints(page)),
  ...(await colours(page)),
  ...(await fitsDoubled(page)),
  ...(await fitsLengthened(page)),
]

async function moves(page: Page, room: Room): Promise<string[]> {
  const complaints = from('T7 moves although motion is not wanted', await page.evaluate(movements, false))
  if (room === 'curator') return complaints
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  complaints.push(...from('T7 never stops moving', await page.evaluate(movements, true)))
  await page.emulateMedia({ reducedMotion: 'reduce' })
  return complaints
}

async function targets(page: Page, room: Room, { phoneToo }: Demands): Promise<string[]> {
  const complaints: string[] = []
  for (const size of phoneToo ? [sizeOf[room], phoneSize] : [sizeOf[room]]) {
    await resize(page, size)
    complaints.push(...from('T5 small', await page.evaluate(smallTargets, leastTargetPx)))
  }
  await resize(page, sizeOf[room])
  if (room !== 'maker') return complaints
  const low = await page.evaluate(lowChoices, { choices: makersChoices, leastPx: leastChoicePx })
  const close = await page.evaluate(closeChoices, { choices: makersChoices, leastPx: leastBetweenPx })
  return [...complaints, ...from('T5 low', low), ...from('P8 close', close)]
}

/** `words`: the same screen has been seen whole in another language, so only what hangs on its words is looked at. */
export type Depth = 'all' | 'words'

/**
 * @returns what is wrong with the screen; nothing when all is well. Leaves it as it was
 */
export async function complaintsAbout(
  page: Page,
  room: Room,
  demands: Demands,
  depth: Depth = 'all',
): Promise<string[]> {
  const isWhole = depth === 'all'
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const complaints = [
    ...from('T1 axe', await axeComplaints(page, { isAaa: isAaa(room), withColours: isWhole })),
    ...(isWhole ? await moves(page, room) : []),
    ...(await targets(page, room, demands)),
    ...(await fits(page, room)),
    ...(room === 'maker' && isWhole ? await ofMakers(page) : []),
  ]
  if (demands.firstView)
    complaints.push(...from('T4 not in the first view', await page.evaluate(choicesBelow, makersChoices)))
  if (demands.firstView && room === 'maker')
    complaints.push(...from('P2 too much at once', await page.evaluate(tooMuchAtOnce, makersChoices)))
  return [...new Set(complaints)]
}

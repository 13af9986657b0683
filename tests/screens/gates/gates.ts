/**
 * The gates of accessibility (ux.md, section 4) that a machine can keep, for one screen as it is now. Each complaint
 * begins with the gate that it comes from.
 */
import type { Page } from 'playwright-core'
import { deskSize, enlargedSize, phoneSize, sizeOf, type Size } from '../scene.ts'
import type { Demands, Room } from '../walk.ts'
import { axeComplaints } from './axe.ts'
import {
  brokenWords,
  choicesBelow,
  clippedText,
  lowChoices,
  movements,
  sidewaysPx,
  smallTargets,
  spaceBack,
  spaceOut,
} from './in-page.ts'

const leastTargetPx = 48
const leastChoicePx = 64
/** What a maker chooses between, in the order of the page. */
const makersChoices = 'main .actions > *, main .choices > .choice'

/** Curators and hosts sit at a desk; everybody else may have poor eyes, a poor screen and the sun on it. */
const isAaa = (room: Room) => room !== 'curator'

/** Where a screen must fit beside the size of its room. The wall is no window that somebody enlarges. */
const sizesToFit: Record<Room, readonly Size[]> = {
  'front-door': [deskSize, enlargedSize],
  maker: [phoneSize, enlargedSize],
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
  return [...complaints, ...from('T5 low', low)]
}

/**
 * @param isTranslation the same screen has been seen in another language, so its colours and motion are known
 * @returns what is wrong with the screen; nothing when all is well. Leaves it as it was
 */
export async function complaintsAbout(
  page: Page,
  room: Room,
  demands: Demands,
  isTranslation = false,
): Promise<string[]> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const complaints = [
    ...from('T1 axe', await axeComplaints(page, { isAaa: isAaa(room), withColours: !isTranslation })),
    ...(isTranslation ? [] : await moves(page, room)),
    ...(await targets(page, room, demands)),
    ...(await fits(page, room)),
  ]
  if (demands.firstView)
    complaints.push(...from('T4 not in the first view', await page.evaluate(choicesBelow, makersChoices)))
  return [...new Set(complaints)]
}

/** Walks through screens and holds each of them to the gates. */
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { demoArtwork } from '#api/commands/demo/artwork.ts'
import { listenTo } from '../heard.ts'
import { walkThrough } from '../scene.ts'
import type { Look, Walk } from '../walk.ts'
import type { Language } from '../words.ts'
import { artworks, type BareWorld } from '../world.ts'
import { complaintsAbout, type Depth } from './gates.ts'
import { inWrongLanguage } from './in-page-words.ts'

/** What the artworks themselves say is Danish, whatever language the page is in. (Their titles are names.) */
const wordsOfArtworks = [
  ...[demoArtwork, ...Object.values(artworks)].flatMap(({ invitation, question }) => [invitation, question]),
  ...demoArtwork.rules,
]

/** @returns what was found, each with the screen that it was found on */
export async function inspect<Stands extends BareWorld>(
  browser: Browser,
  walk: Walk<Stands>,
  world: Stands,
  language: Language,
  depth: Depth,
): Promise<string[]> {
  const complaints: string[] = []
  let screens = 0
  const listening = walk.room === 'maker' && depth === 'all' ? await listenTo(walk.title, language) : null
  const lookAt =
    (page: Page): Look =>
    async (name, _, demands = {}) => {
      screens++
      await listening?.screen(page, name)
      for (const complaint of await complaintsAbout(page, walk.room, demands, depth))
        complaints.push(`${name}: ${complaint}`)
      if (walk.room !== 'maker' || language === 'da') return
      for (const said of await page.evaluate(inWrongLanguage, { texts: wordsOfArtworks, language: 'da' }))
        complaints.push(`${name}: T8 Danish, and not said to be: "${said}"`)
    }
  const onForeign = (url: string) => complaints.push(`a request to another origin: ${url}`)
  await walkThrough(browser, walk, { world, language, lookAt, onForeign })
  expect(screens).toBeGreaterThan(0)
  const heard = await listening?.end()
  expect(heard?.said).toBe(heard?.kept)
  return complaints
}

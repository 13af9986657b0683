/**
 * `npm run screens`: makes pictures of every screen into `docs/screens`, with a page that shows them all. It starts a
 * house of its own, with the demo, and leaves nothing behind but the pictures. `npm run screens -- card` remakes only
 * the walks whose title holds the word.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { pino } from 'pino'
import { ensureBuilt } from '../api/commands/built.mjs'
import { seedDemo } from '#api/commands/demo/seed.ts'
import { readConfig } from '#api/config.ts'
import { startHouse } from '#api/house.ts'
import { indexPage, type Pictured } from './screens/index-page.ts'
import { pictureOf, sizesFor } from './screens/picture.ts'
import { sizeOf, walkThrough } from './screens/scene.ts'
import { text } from './screens/maker.ts'
import type { Look, Walk } from './screens/walk.ts'
import { walks, walksOfEmptyHouse } from './screens/walks.ts'
import type { Language } from './screens/words.ts'
import { furnish, type BareWorld } from './screens/world.ts'
import { chromiumOptions } from './support/chromium.ts'
import { makeCurator } from './support/staff.ts'

const folder = join(import.meta.dirname, '..', 'docs', 'screens')
/** The address that the pictures show; it leads to the house on this machine, and nowhere else. */
const shownHost = 'vaerk.example.dk'
const walksInEnglish = [text]

/** Cards and pieces get the same numbers in every run, so that their pictures stay the same. */
function steadyChance(walk: string): void {
  let state = [...walk].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 7)
  const next = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  Object.defineProperty(crypto, 'getRandomValues', {
    value: (given: Uint8Array) => given.map((_, index) => (given[index] = next() & 0xff)),
  })
}

async function takePictures<Stands extends BareWorld>(
  browser: Browser,
  world: Stands,
  chosen: readonly Walk<Stands>[],
  language: Language,
): Promise<Pictured[]> {
  const taken: Pictured[] = []
  for (const walk of chosen) {
    const lookAt =
      (page: Page): Look =>
      async (name, caption, demands = {}) => {
        const pictures = []
        for (const size of sizesFor(walk.room, demands)) {
          const file = `${name}${language === 'da' ? '' : `-${language}`}-${size.width}.webp`
          await writeFile(join(folder, file), await pictureOf(page, walk.room, size))
          pictures.push({ file, size })
        }
        await page.setViewportSize(sizeOf[walk.room])
        taken.push({ walk: language === 'da' ? walk.title : `${walk.title}, in English`, caption, pictures })
      }
    await walkThrough(browser, walk, {
      world,
      pagesOrigin: `http://${shownHost}`,
      language,
      lookAt,
      begin: async (page) => {
        await page.addInitScript(steadyChance, `${walk.title} ${language}`)
      },
      onForeign: (url) => {
        throw new Error(`a request to another origin: ${url}`)
      },
    })
    console.log(`  ${walk.title} (${language})`)
  }
  return taken
}

async function main(word: string | undefined): Promise<void> {
  await ensureBuilt(console.log)
  const dataDir = await mkdtemp(join(tmpdir(), 'faellesvaerk-screens-'))
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, DEMO: 'no' })
  const house = await startHouse(config, { log: pino({ level: 'silent' }) })
  const origin = house.origin
  const options = chromiumOptions({ [shownHost]: new URL(origin).host })
  const browser = await chromium.launch({
    ...options,
    args: [
      ...(options.args ?? []),
      // As it is behind TLS, where phones give pages all that they can.
      `--unsafely-treat-insecure-origin-as-secure=http://${shownHost}`,
    ],
  })
  try {
    const curator = await makeCurator(house)
    const bare: BareWorld = { origin, deps: house.deps, curator }
    const wanted = ({ title }: { title: string }) =>
      word === undefined || title.toLowerCase().includes(word.toLowerCase())
    if (word === undefined) await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    const before = await takePictures(browser, bare, walksOfEmptyHouse.filter(wanted), 'da')
    const world = await furnish(bare, ({ deps }) => seedDemo(deps, console.log))
    const inDanish = await takePictures(browser, world, walks.filter(wanted), 'da')
    const inEnglish = await takePictures(browser, world, walksInEnglish.filter(wanted), 'en')
    if (word === undefined)
      await writeFile(join(folder, 'README.md'), indexPage([...inDanish, ...before, ...inEnglish]))
  } finally {
    await browser.close()
    await house.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

await main(process.argv[2])

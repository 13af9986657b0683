/**
 * `npm run screens`: makes pictures of every screen into `docs/screens`, with a page that shows them all. It starts a
 * house of its own, with the demo, and leaves nothing behind but the pictures. `npm run screens -- card` remakes only
 * the walks whose title holds the word. `npm run screens -- maker` makes those of the maker's room, each in both
 * languages, three windows and three ways of seeing, into `docs/screens/maker`; a word after it chooses among its walks.
 */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { pino } from 'pino'
import { ensureBuilt } from '../api/commands/built.mjs'
import { seedDemo } from '#api/commands/demo/seed.ts'
import { readConfig } from '#api/config.ts'
import { startHouse } from '#api/house.ts'
import { indexPage, makerIndexPage, type Pictured } from './screens/index-page.ts'
import { makerPicturesOf } from './screens/maker-pictures.ts'
import { pictureOf, sizesFor } from './screens/picture.ts'
import { sizeOf, walkThrough } from './screens/scene.ts'
import { text } from './screens/maker.ts'
import type { Demands, Look, Room, Walk } from './screens/walk.ts'
import { walks, walksOfEmptyHouse } from './screens/walks.ts'
import type { Language } from './screens/words.ts'
import { furnish, type BareWorld } from './screens/world.ts'
import { secureChromiumOptions } from './support/chromium.ts'
import { makeCurator } from './support/staff.ts'

const folder = join(import.meta.dirname, '..', 'docs', 'screens')
/** The address that the pictures show; it leads to the house on this machine, and nowhere else. */
const shownHost = 'vaerk.example.dk'
const makerFolder = join(folder, 'maker')
const walksInEnglish = [text]

/** Takes the pictures of one screen, and writes them down. */
type Shoot = (
  page: Page,
  screen: {
    readonly name: string
    readonly room: Room
    readonly demands: Demands
    readonly language: Language
  },
) => Promise<Pictured['pictures']>

const inItsSizes: Shoot = async (page, { name, room, demands, language }) => {
  const pictures = []
  for (const size of sizesFor(room, demands)) {
    const file = `${name}${language === 'da' ? '' : `-${language}`}-${size.width}.webp`
    await writeFile(join(folder, file), await pictureOf(page, room, size))
    pictures.push({ file, size })
  }
  await page.setViewportSize(sizeOf[room])
  return pictures
}

const asMakersHaveIt: Shoot = async (page, { name, language }) => {
  const pictures = []
  for (const { name: which, size, sight, bytes } of await makerPicturesOf(page)) {
    const file = `${name}-${language}-${which}.webp`
    await writeFile(join(makerFolder, file), bytes)
    pictures.push({ file, size, sight })
  }
  return pictures
}

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
  shoot: Shoot = inItsSizes,
): Promise<Pictured[]> {
  const taken: Pictured[] = []
  for (const walk of chosen) {
    const lookAt =
      (page: Page): Look =>
      async (name, caption, demands = {}) => {
        const pictures = await shoot(page, { name, room: walk.room, demands, language })
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

/** Makes way for a new set of pictures. The maker's lie in a folder of their own. */
async function empty(of: string): Promise<void> {
  await mkdir(of, { recursive: true })
  const old = await readdir(of, { withFileTypes: true })
  await Promise.all(old.filter((file) => file.isFile()).map(({ name }) => rm(join(of, name))))
}

async function main(isOfMaker: boolean, word: string | undefined): Promise<void> {
  await ensureBuilt(console.log)
  const dataDir = await mkdtemp(join(tmpdir(), 'faellesvaerk-screens-'))
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, DEMO: 'no' })
  const house = await startHouse(config, { log: pino({ level: 'silent' }) })
  const origin = house.origin
  const browser = await chromium.launch(secureChromiumOptions(shownHost, new URL(origin).host))
  try {
    const curator = await makeCurator(house)
    const bare: BareWorld = { origin, deps: house.deps, curator }
    const wanted = ({ title }: { title: string }) =>
      word === undefined || title.toLowerCase().includes(word.toLowerCase())
    if (word === undefined) await empty(isOfMaker ? makerFolder : folder)
    await mkdir(makerFolder, { recursive: true })
    const seed = ({ deps }: BareWorld) => seedDemo(deps, console.log)
    if (isOfMaker) {
      const world = await furnish(bare, seed)
      const ofMaker = walks.filter(({ room }) => room === 'maker').filter(wanted)
      const inDanish = await takePictures(browser, world, ofMaker, 'da', asMakersHaveIt)
      const inEnglish = await takePictures(browser, world, ofMaker, 'en', asMakersHaveIt)
      if (word === undefined)
        await writeFile(join(makerFolder, 'README.md'), makerIndexPage([...inDanish, ...inEnglish]))
      return
    }
    const before = await takePictures(browser, bare, walksOfEmptyHouse.filter(wanted), 'da')
    const world = await furnish(bare, seed)
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

const [first, second] = process.argv.slice(2)
await main(first === 'maker', first === 'maker' ? second : first)

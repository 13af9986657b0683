/**
 * Every screen, in Danish and those that makers and visitors meet in English as well, held to the gates that a machine can keep: axe, reflow and spaced text, large
 * targets, stillness, and nothing fetched from elsewhere. What a screen reader tells of the maker's is what is kept in
 * `tests/screens/heard`. What a machine cannot see is seen with people.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectBrowser } from '#tests/support/browser.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'
import { complaintsAbout } from '#tests/screens/gates/gates.ts'
import { inspect } from '#tests/screens/gates/inspect.ts'
import type { Room, Walk } from '#tests/screens/walk.ts'
import { walks, walksOfEmptyHouse } from '#tests/screens/walks.ts'
import type { Language } from '#tests/screens/words.ts'
import { furnish, hangAFew, type BareWorld, type World } from '#tests/screens/world.ts'

const languages = ['da', 'en'] as const
/** In English all of it is held by `npm run test:maker`. */
const depthOf = { da: 'all', en: 'words' } as const

/**
 * Makers and visitors choose their language, on the narrowest screens. Curators' pages are the same at a desk in both,
 * and the wall is the public view on another ground: looked at twice, they would cost more minutes than they tell.
 */
const isHeldIn = (language: Language, room: Room) =>
  language === 'da' || (room !== 'curator' && room !== 'wall')

const { house, curator } = staffedHouse()
let browser: Browser
let bare: BareWorld

beforeAll(async () => {
  browser = await connectBrowser()
  bare = { origin: house.origin, deps: house.deps, curator }
})

afterAll(() => browser.close())

describe.each(languages)('with nothing in the house yet (%s)', (language) => {
  test.concurrent.each(walksOfEmptyHouse.filter(({ room }) => isHeldIn(language, room)))(
    '$title',
    async (walk) => {
      expect(await inspect(browser, walk, bare, language, depthOf[language])).toEqual([])
    },
  )
})

describe('with artworks in the house', () => {
  let world: World
  beforeAll(async () => {
    world = await furnish(bare, hangAFew)
  })

  // Makers rest after each step, so several walk at once.
  describe.concurrent.each(languages)('(%s)', (language) => {
    test.each(walks.filter(({ room }) => isHeldIn(language, room)))('$title', async (walk) => {
      expect(await inspect(browser, walk, world, language, depthOf[language])).toEqual([])
    })
  })
})

/** A page on which every gate finds something. */
const badPage = `<!doctype html><title>x</title><main>
  <style>
    @keyframes shift { to { translate: 1px } }
    .moving { animation: shift 1s infinite }
    .narrow { width: 48px; font-size: 1rem; overflow-wrap: anywhere }
    .clipped { width: 4rem; white-space: nowrap }
    .wide { width: 2000px }
    .actions { padding-top: 900px }
    .bare { border: 0; outline: none }
    .faint:focus-visible { outline: 4px solid #aaa }
    .under { position: relative }
    .over { position: absolute; inset: 0 }
  </style>
  <p style="color: #666">ikke stærk nok for en maker</p>
  <p class="moving">drejer</p>
  <p class="clipped">Det her er for langt</p>
  <p class="wide">bred</p>
  <div><button class="bare" aria-pressed="true" style="color: #600">Rød</button><button class="bare" aria-pressed="false">Blå</button></div>
  <button class="faint">Svag</button>
  <div class="under"><button class="bare">Uden kant</button><div class="over"></div></div>
  <input aria-label="Navn"><input aria-label="Hus">
  <div class="actions"><button class="narrow">Fortsæt</button><button tabindex="1">Ja</button></div>
</main>`

test('every gate complains about a page that breaks it', async () => {
  const page = await browser.newPage()
  await page.setContent(badPage)
  const complaints = await complaintsAbout(page, 'maker', { firstView: true })
  const gates = [
    'T1 axe: color-contrast-enhanced: ',
    'T2: Tab comes to ',
    'T2: a ring of ',
    'T2: a ring that is hardly seen around "Svag" (2.3:1)',
    'T2: something lies over ',
    'T4 sideways at 200 %',
    'T4 at 200 %: too wide',
    'T4 broken word at 200 %: ',
    'T4 lengthened: too wide',
    'T4 broken word, lengthened: ',
    'T4 sideways, lengthened',
    'T6 told by colour alone: Rød',
    'T6 without a border in forced colours: Uden kant',
    'T4 sideways at 320 × 256',
    'T4 broken word at 320 × 256: Fortsæt',
    'T4 spaced text: too wide',
    'T4 not in the first view: Ja',
    'T5 small: button "Ja"',
    'T5 low: "Ja"',
    'P8 close: 0 px between',
    'P2 too much at once: 0 questions',
    'P2 too much at once: 2 fields for text',
    'T7 moves although motion is not wanted',
    'T7 never stops moving',
  ]
  const silent = gates.filter((gate) => !complaints.some((one) => one.startsWith(gate)))
  expect(silent).toEqual([])
  await page.close()
})

test('a request to another origin is seen, and goes nowhere', async () => {
  const elsewhere: Walk<BareWorld> = {
    title: 'Elsewhere',
    room: 'wall',
    async go({ page, look }) {
      await page.goto('about:blank')
      await page.evaluate(() =>
        fetch('http://localhost:9/').then(
          () => undefined,
          () => undefined,
        ),
      )
      await look('elsewhere', 'Nothing is shown')
    },
  }
  expect(await inspect(browser, elsewhere, bare, 'da', 'all')).toContain(
    'a request to another origin: http://localhost:9/',
  )
})

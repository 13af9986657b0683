/** The front door: with artworks, without, and with a code that leads nowhere. */
import type { Walk } from './walk.ts'
import type { BareWorld } from './world.ts'

export const emptyFrontDoor: Walk<BareWorld> = {
  title: 'The front door of an empty house',
  room: 'front-door',
  async go({ page, look }) {
    await page.goto('/')
    await look('front-door-empty', 'No artwork is open')
  },
}

export const frontDoor: Walk = {
  title: 'The front door',
  room: 'front-door',
  async go({ page, say, look }) {
    await page.goto('/')
    await look('front-door', 'What this is, a place for a code, the artworks')
    await page.getByLabel(say('home_code')).fill('zzzzzz')
    await page.getByRole('button', { name: say('home_code_go') }).click()
    await page.getByLabel(say('home_code')).and(page.locator('[aria-invalid=true]')).waitFor()
    await look('front-door-wrong-code', 'A code that leads nowhere')
    await page.goto('/her-er-ikke-noget')
    await look('nothing-here', 'A page that is not there')
  },
}

/** The wall in the museum, and the work on the web. */
import { listScreens, pairScreen } from '#core/contract/screens.ts'
import { askAfterMs } from '../../web/src/lib/wall/idle.ts'
import { until } from '#tests/support/maker.ts'
import type { Walk } from './walk.ts'

export const wall: Walk = {
  title: 'The wall',
  room: 'wall',
  async go({ page, look, say, world }) {
    // As the form for a new screen suggests: "For eksempel: Foyeren på Trapholt".
    const screenName = say('c_ex_name_hint').replace(/^.*: /, '')
    await page.clock.install()
    await page.goto('/skaerm')
    const digits = page.getByText(/^\s*(\d\s*){4}$/)
    const code = (await digits.innerText()).replace(/\s/g, '')
    await look('pairing', 'Four digits to pair it by')
    await world.curator.call(pairScreen, { body: { code, name: screenName, artwork: world.main.slug } })
    await page.getByText(say('v_idle_h')).waitFor()
    // Paired is not yet shown: the screen says itself which edition hangs on it.
    await until(
      () => world.curator.call(listScreens, {}),
      (screens) => screens.some(({ name, edition }) => name === screenName && edition !== null),
    )
    await look('whole', 'The whole work, while nobody is there')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: say('v_near') }).waitFor()
    await look('touched', 'Somebody is there')
    await page.getByRole('button', { name: say('v_near') }).click()
    await look('closer', 'Closer')
    await page.getByRole('button', { name: say('v_next') }).click()
    await page
      .locator('.band .lead')
      .filter({ hasNotText: say('v_tap') })
      .waitFor()
    await look('piece', 'One piece, and who made it')
    await page.clock.fastForward(askAfterMs)
    await page.getByText(say('v_idle2')).waitFor()
    await look('idle', 'Are you still here?')
  },
}

export const publicView: Walk = {
  title: 'The work for everybody',
  room: 'visitor',
  async go({ page, look, say, world }) {
    const work = `/vaerk/${world.main.slug}`
    await page.goto(work)
    // The whole work as one picture stands there until it can be moved about in.
    await page.getByRole('button', { name: say('v_next') }).waitFor()
    await page.locator('img.cover').waitFor({ state: 'detached' })
    await look('work', 'The work, to be moved about in')
    await page.getByRole('button', { name: say('v_next') }).click()
    await page
      .locator('.band p')
      .filter({ hasText: say('v_tap') })
      .waitFor({ state: 'detached' })
    await look('work-piece', 'One piece, and who made it')
    await page.goto(`${work}?stykke=${world.main.pieceId}`)
    await page.getByText(say('v_mine')).waitFor()
    await look('work-mine', 'My piece')
    await page.goto(`${work}?stykke=00000000-0000-4000-8000-000000000000`)
    await page.getByRole('button', { name: say('v_next') }).waitFor()
    await look('work-mine-away', 'My piece is not here')
    await page.goto(`${work}?vis=liste`)
    await look('work-list', 'The same as a list')
    await page.goto(`/vaerk/${world.empty.slug}`)
    await look('work-empty', 'A work without pieces')
  },
}

/** The composer: the whole, a selection, its panels, the list, the keys. */
import type { Walk } from './walk.ts'

export const composer: Walk = {
  title: 'Putting it together',
  room: 'curator',
  async go({ page, look, say, world, signIn }) {
    await signIn()
    await page.goto(`/kurator/vaerker/${world.main.slug}/saet-sammen`)
    await page.locator('[data-stage] .live canvas').waitFor()
    await look('composer', 'The work, the pieces that wait for a place, and the panels')
    await page.locator('[data-stage]').focus()
    await page.keyboard.press('n')
    await page.getByRole('spinbutton', { name: say('composer_rotation') }).waitFor()
    await look('composer-selection', 'A piece is chosen')
    await page.getByRole('heading', { name: say('composer_layout') }).click()
    await page.getByRole('button', { name: say('composer_layout_go') }).waitFor()
    await look('composer-layout', 'A layout is seen before it is done')
    await page.getByRole('heading', { name: say('c_pub_h') }).click()
    await page.getByText(say('composer_publish_looking')).waitFor({ state: 'detached' })
    await look('composer-publish', 'What a new edition would change')
    await page.getByRole('button', { name: say('c_comp_list') }).click()
    await page.getByRole('table').waitFor()
    await look('composer-list', 'The same as a list')
    await page.getByRole('button', { name: say('composer_keys') }).click()
    await page.getByRole('dialog').waitFor()
    await look('composer-keys', 'Every key')
    await page.keyboard.press('Escape')
    await page.goto(`/kurator/vaerker/${world.empty.slug}/saet-sammen`)
    await page.locator('[data-stage] .live canvas').waitFor()
    await look('composer-empty', 'Nothing to put together yet')
  },
}

/** The composer: the whole, a selection, its panels, the list, the keys; a crop, old versions, and the guest's eyes. */
import type { Scene, Walk } from './walk.ts'

async function openComposer({ page, signIn }: Scene, slug: string): Promise<void> {
  await signIn()
  await page.goto(`/kurator/vaerker/${slug}/saet-sammen`)
  await page.locator('[data-stage] .live canvas').waitFor()
}

/** The first piece of the work is chosen, and the work has the focus. */
async function chooseFirst({ page, say }: Scene): Promise<void> {
  await page.locator('[data-stage]').focus()
  await page.keyboard.press('n')
  await page.getByRole('spinbutton', { name: say('composer_rotation') }).waitFor()
}

export const composer: Walk = {
  title: 'Putting it together',
  room: 'curator',
  async go(scene) {
    const { page, look, say, world } = scene
    await openComposer(scene, world.main.slug)
    await look('composer', 'The work, the pieces that wait for a place, and the panels')
    await page.getByText(say('tray_more')).click()
    await page.getByLabel(say('tray_where'), { exact: true }).selectOption({ index: 1 })
    await page.getByLabel(say('tray_size')).waitFor()
    await look('composer-tray', 'The tray, asked for what stands in the work, with all there is to choose by')
    await page.getByLabel(say('tray_where'), { exact: true }).selectOption({ index: 0 })
    await chooseFirst(scene)
    await look('composer-selection', 'A piece is chosen')
    await page.getByRole('heading', { name: say('composer_layout') }).click()
    await page.getByRole('button', { name: say('composer_layout_go') }).waitFor()
    await look('composer-layout', 'A layout is seen before it is done')
    await page.getByRole('heading', { name: say('c_pub_h') }).click()
    await page.getByText(say('composer_publish_looking')).waitFor({ state: 'detached' })
    await look('composer-publish', 'What a new edition would change')
    await page.getByRole('button', { name: say('c_pub_go') }).click()
    await page.locator('[aria-invalid=true]').first().waitFor()
    await look('composer-publish-reasons', 'Each piece that is left out asks for a reason')
    await page.getByRole('button', { name: say('c_comp_list') }).click()
    const list = page.locator('[role=grid], [role=listbox]').and(page.getByLabel(say('composer_list')))
    await list.waitFor()
    await look('composer-list', 'The same as a list')
    await list.focus()
    await page.keyboard.press('m')
    await page.getByRole('button', { name: say('composer_twin_put_here') }).waitFor()
    await look('composer-list-moving', 'A piece is moved in the list')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: say('composer_keys') }).click()
    await page.getByRole('dialog').waitFor()
    await look('composer-keys', 'Every key')
    await page.keyboard.press('Escape')
    await openComposer(scene, world.empty.slug)
    await look('composer-empty', 'Nothing to put together yet')
  },
}

export const ownElements: Walk = {
  title: 'The work’s own words, and a crop',
  room: 'curator',
  async go(scene) {
    const { page, look, say, world } = scene
    await openComposer(scene, world.main.slug)
    await page.locator('[data-stage]').focus()
    await page.keyboard.press('t')
    await page.getByRole('heading', { name: say('composer_own') }).click()
    await page.getByLabel(say('composer_own_text')).waitFor()
    await look('composer-words', 'A heading of the work’s own')
    await page.locator('[data-stage]').focus()
    await page.keyboard.press('Control+z')
    await page.getByText(say('composer_own_none')).waitFor()
    await page.getByRole('heading', { name: say('composer_numbers') }).click()

    await chooseFirst(scene)
    const yes = page.getByRole('button', { name: say('composer_alter_yes') })
    if (await yes.isVisible()) await yes.click()
    await page.getByRole('spinbutton', { name: say('composer_crop_left') }).waitFor()
    await page.locator('[data-stage]').focus()
    await page.keyboard.press('c')
    await page.getByText(say('composer_crop_how')).waitFor()
    await look('composer-crop', 'A part of the picture is chosen')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: say('composer_alter_no') }).click()
    await yes.waitFor()
  },
}

export const versions: Walk = {
  title: 'Versions of a composition',
  room: 'curator',
  async go(scene) {
    const { page, look, say, world } = scene
    const name = 'Før påske'
    await openComposer(scene, world.main.slug)
    await page.getByRole('heading', { name: say('composer_versions') }).click()
    await page.getByLabel(say('composer_version_name')).fill(name)
    await page.keyboard.press('Enter')
    const named = page.getByRole('button', { name: say('composer_version_look_at', { name }) }).first()
    await named.waitFor()
    await look('composer-versions', 'Versions with a name, and what was shown')
    await named.click()
    await page.getByRole('button', { name: say('composer_past_restore') }).waitFor()
    await look('composer-past', 'The work as it once stood')
  },
}

export const guestSight: Walk = {
  title: 'As the guest sees it',
  room: 'curator',
  async go(scene) {
    const { page, look, say, world } = scene
    await openComposer(scene, world.main.slug)
    await page.locator('[data-stage]').focus()
    await page.keyboard.press('w')
    const guest = page.getByRole('dialog', { name: say('composer_guest') })
    await guest.getByRole('button', { name: say('composer_choose_next') }).click()
    await guest.locator('path.ring').first().waitFor()
    await look('composer-guest', 'The work as the guest sees it')
    await guest.getByRole('checkbox', { name: say('composer_guest_far', { metres: '2' }) }).check()
    await guest.getByRole('radio', { name: say('composer_guest_deutan') }).check()
    await guest.getByRole('checkbox', { name: say('composer_guest_seated') }).check()
    await guest.getByText(say('composer_guest_ruler'), { exact: true }).click()
    await guest.getByRole('button', { name: say('composer_guest_take') }).click()
    await guest.getByRole('button', { name: say('composer_guest_all') }).waitFor()
    await look('composer-guest-far', 'From two metres, seated, without green, and with one piece away')
  },
}

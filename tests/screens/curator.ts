/** The curator's room: the door, artworks, houses, the inbox, posters, editions and screens. */
import { invite } from '#api/staff/invite.ts'
import type { Scene, Walk } from './walk.ts'
import type { BareWorld } from './world.ts'

async function refuse({ page, say }: Scene, button: string): Promise<void> {
  await page.getByRole('button', { name: say(button) }).click()
  await page.locator('[aria-invalid=true]').first().waitFor()
}

export const emptyRoom: Walk<BareWorld> = {
  title: 'The curator’s room of an empty house',
  room: 'curator',
  async go({ page, look, signIn }) {
    await signIn()
    await page.goto('/kurator')
    await look('artworks-empty', 'No artwork yet')
    await page.goto('/kurator/vaerker/nyt')
    await look('new-artwork-no-house', 'A new artwork, before there is a house')
    await page.goto('/kurator/skaerme')
    await look('screens-empty', 'No screen yet')
  },
}

export const door: Walk = {
  title: 'The curator’s door',
  room: 'curator',
  async go(scene) {
    const { page, look, say, world } = scene
    await page.goto('/kurator')
    await look('sign-in', 'Sign in', { phoneToo: true })
    await page.getByLabel(say('c_door_email')).fill(world.curator.email)
    await page.getByLabel(say('c_door_password')).fill('en helt anden kode')
    await page.getByRole('button', { name: say('c_door_go') }).click()
    await page.getByRole('alert').or(page.locator('.notice')).first().waitFor()
    await look('sign-in-wrong', 'E-mail and password do not fit')
    const link = `/kurator/invitation/${await invite(world.deps, 'curator')}`
    await page.goto(link)
    await look('invitation', 'An invitation')
    await refuse(scene, 'c_invite_go')
    await look('invitation-errors', 'An invitation, with fields to mend')
    await page.goto('/kurator/invitation/et-link-som-ingen-har')
    await look('invitation-used', 'A link that is used')
  },
}

export const artworks: Walk = {
  title: 'Artworks and houses',
  room: 'curator',
  async go(scene) {
    const { page, look, say, signIn } = scene
    await signIn()
    await page.goto('/kurator')
    await look('artworks', 'The artworks', { phoneToo: true })
    await page.goto('/kurator/vaerker/nyt')
    await page.getByLabel(say('c_new_title')).fill('Lys på åen')
    await page.getByLabel(say('c_new_width')).fill('6000')
    await look('new-artwork', 'A new artwork')
    await page.getByLabel(say('c_new_width')).fill('50')
    await refuse(scene, 'c_new_go')
    await look('new-artwork-errors', 'A new artwork, with fields to mend')
    await page.goto('/kurator/huse')
    await look('houses', 'The houses')
    await refuse(scene, 'c_house_go')
    await look('houses-errors', 'A new house, with fields to mend')
  },
}

export const inbox: Walk = {
  title: 'The inbox',
  room: 'curator',
  async go({ page, look, say, world, signIn }) {
    await signIn()
    const listening = page.waitForRequest(/\/events$/)
    await page.goto(`/kurator/vaerker/${world.main.slug}/indbakke`)
    await listening
    await look('inbox', 'A piece to look at', { phoneToo: true })
    await page.keyboard.press('n')
    await page.getByText(say('c_in_why')).waitFor()
    await look('inbox-why-not', 'Why not?', { phoneToo: true })
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('checkbox', { name: say('c_in_keys_on') }).waitFor()
    await look('inbox-keys', 'The inbox’s shortcuts')
    await page.goto(`/kurator/vaerker/${world.main.slug}/indbakke?vis=med`)
    await look('inbox-approved', 'The pile of those that are with')
    await page.goto(`/kurator/vaerker/${world.main.slug}/indbakke?vis=besluttet`)
    await look('inbox-decided', 'What was decided of late', { phoneToo: true })
    const isWith = page.getByRole('button', { name: say('c_in_ok'), exact: true, pressed: true })
    const answer = page
      .getByRole('group', { name: say('c_in_answer_of', { piece: '' }).trim() })
      .filter({ has: isWith })
    await answer
      .first()
      .getByRole('button', { name: say('c_in_no') })
      .click()
    await page.getByRole('button', { name: say('c_in_why_rules') }).waitFor()
    await look('inbox-decided-why-not', 'An answer is changed to another', { phoneToo: true })
    await page.goto(`/kurator/vaerker/${world.main.slug}/svar`)
    await look('house-sheets', 'The sheets with answers to the houses')
    await page.goto(`/kurator/vaerker/${world.empty.slug}/indbakke`)
    await page.getByText(say('c_in_empty')).waitFor()
    await look('inbox-empty', 'Nothing has come yet', { phoneToo: true })
  },
}

export const trustedHouse: Walk = {
  title: 'All from a trusted house',
  room: 'curator',
  async go({ page, look, say, world, signIn }) {
    await signIn()
    const listening = page.waitForRequest(/\/events$/)
    await page.goto(`/kurator/vaerker/${world.main.slug}/indbakke`)
    await listening
    const trust = page.getByRole('checkbox', { name: say('c_in_trust', { house: world.main.houseName }) })
    await trust.check()
    const [before = '', after = ''] = say('c_in_trust_look').split('{count}')
    await page.getByRole('button', { name: new RegExp(`${before}\\d+${after}`) }).click()
    const all = page.getByRole('dialog', { name: say('c_in_all_h', { house: world.main.houseName }) })
    await all.waitFor()
    await look('inbox-trusted', 'All that a trusted house has sent, to be taken in together')
    await all.getByRole('button', { name: say('c_in_all_not') }).click()
    await trust.uncheck()
  },
}

export const outwards: Walk = {
  title: 'Posters, editions and screens',
  room: 'curator',
  async go(scene) {
    const { page, look, world, signIn } = scene
    await signIn()
    await page.goto(`/kurator/vaerker/${world.main.slug}/plakater`)
    await look('posters', 'A way in for each house’s poster')
    await page.goto(`/kurator/vaerker/${world.main.slug}/udgaver`)
    await look('editions', 'The editions')
    await page.goto(`/kurator/vaerker/${world.empty.slug}/udgaver`)
    await look('editions-empty', 'No edition yet')
    await page.goto('/kurator/skaerme')
    await refuse(scene, 'c_ex_go')
    await look('screens', 'The screens, with a field to mend')
  },
}

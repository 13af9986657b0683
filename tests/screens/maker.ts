/** The maker's five steps, for a photo, a text and a drawing, and what can go wrong on the way. */
import { cardOnPhone } from '#tests/support/card-on-phone.ts'
import { refuseMedia } from '#tests/support/media.ts'
import { chooseHugeFile, draw, stepsOf } from './steps.ts'
import type { Walk } from './walk.ts'

const seen = { firstView: true } as const
const aboveLimitBytes = 41 * 1024 * 1024

export const photo: Walk = {
  title: 'A photo',
  room: 'maker',
  async go(scene) {
    const { page, look, world, say } = scene
    const { open, tap, asked, told, choosePhoto } = stepsOf(scene, world.main.code)
    await open()
    await look('start', 'The start page, behind the code on the poster', seen)
    await page.getByText(say('p_top_help'), { exact: true }).click()
    await look('start-help', 'Help')
    await tap('p_start_go')
    await asked('p_pick_h')
    await look('step-1', 'Step 1: what do you feel like?', seen)
    await tap('p_pick_help')
    await told('p_pick_help2')
    await look('step-1-help', 'Step 1: I would like help')
    await tap('p_pick_photo')
    await asked('p_photo_h')
    await look('photo-2', 'Step 2: take a photo, or choose one', seen)
    await page
      .locator('input[type=file]:not([capture])')
      .setInputFiles({ name: 'brev.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('Kære alle') })
    await told('p_err_img')
    await look('photo-2-not-a-picture', 'Not a picture')
    await chooseHugeFile(page, aboveLimitBytes)
    await told('p_err_large')
    await look('photo-2-too-large', 'Too large a file')
    await choosePhoto()
    await asked('p_face_h')
    await look('photo-2-person', 'Step 2: can one see a person?', seen)
    await tap('p_face_other')
    await asked('p_face_ask')
    await look('photo-2-other', 'Step 2: another person is asked', seen)
    await page.goBack()
    await asked('p_face_h')
    await page.goBack()
    await asked('p_photo_h_have')
    await look('photo-2-again', 'Step 2: back at the photo')
    await tap('p_photo_use')
    await asked('p_face_h')
    await tap('p_face_no')
    await asked('p_look_h')
    await look('photo-3', 'Step 3: this is how it looks')
    await tap('p_look_ok')
    await asked('p_name_h')
    await look('step-4', 'Step 4: a name?', seen)
    await tap('p_name_yes')
    await asked('p_name_h2')
    await tap('p_name_done')
    await told('p_err_name')
    await look('step-4-name', 'Step 4: which name? Nothing was written')
    await page.getByRole('textbox').fill('Bo')
    await tap('p_name_done')
    await asked('p_ok_h')
    await look('step-5', 'Step 5: may the museum show it?', seen)
    await page.getByText(say('p_ok_more')).click()
    await look('step-5-more', 'Step 5: what happens with it?')
    await tap('p_ok_yes')
    await asked('p_thanks_h')
    await look('card', 'The card')
    await page
      .getByRole('button', { name: say('p_yes'), exact: true })
      .first()
      .click()
    await told('p_gift_kept')
    await open()
    await look('start-with-card', 'The start page, when a card lies on the phone')
    await page.goto('/kort/mine')
    await page.getByRole('link', { name: say('p_card_same_photo') }).waitFor()
    await look('own-cards', 'This phone’s cards')
    await page.getByRole('link', { name: say('p_cards_out') }).click()
    await asked('p_cards_out_h')
    await look('own-cards-remove', 'Remove a card from the phone?', seen)
  },
}

export const mending: Walk = {
  title: 'Mending a photo',
  room: 'maker',
  async go(scene) {
    const { page, look, world, say } = scene
    const { open, tap, asked, told, choosePaper } = stepsOf(scene, world.main.code)
    await open('/1')
    await tap('p_pick_photo')
    await asked('p_photo_h')
    const closing = page.waitForEvent('filechooser')
    await page.getByText(say('p_photo_open')).click()
    await closing
    await page.reload()
    await told('p_err_kill_here')
    await look('photo-2-lost', 'The phone closed the page under its camera', seen)
    await page.evaluate(refuseMedia)
    await tap('p_cam_here')
    await asked('p_cam_h')
    await told('p_cam_refused')
    await look('photo-2-camera-refused', 'The camera within the page may not be used', seen)
    await choosePaper()
    await asked('p_face_h')
    await tap('p_face_mend')
    await asked('p_photo_h_have')
    await look('photo-2-mend', 'Step 2: what can be done to a photo', seen)
    await tap('p_tool_flat')
    await asked('p_corner_h')
    await told('p_corner_found')
    await look('photo-2-corners', 'Step 2: the corners of the paper, found by themselves', seen)
    await tap('p_corner_see')
    await asked('p_flat_h')
    await page.getByRole('img', { name: say('p_flat_photo') }).waitFor()
    await look('photo-2-flat', 'Step 2: straightened', seen)
    await tap('p_flat_yes')
    await asked('p_photo_h_have')
    await tap('p_tool_turn')
    await asked('p_turn_h')
    await tap('p_turn_once')
    await look('photo-2-turn', 'Step 2: turned', seen)
    await tap('p_tool_done')
    await asked('p_photo_h_have')
    await tap('p_tool_hide')
    await asked('p_hide_h')
    await page.getByRole('application').waitFor()
    await page.getByRole('application').focus()
    for (const key of ['ArrowRight', 'Enter', 'Shift+ArrowUp', 'Enter']) await page.keyboard.press(key)
    await told('p_hide_hidden')
    await look('photo-2-hide', 'Step 2: something is painted over', seen)
    await tap('p_tool_done')
    await asked('p_photo_h_have')
    await tap('p_photo_use')
    await asked('p_face_h')
    await tap('p_face_no')
    await asked('p_look_h')
    await look('photo-3-mended', 'Step 3: the mended photo')
    await tap('p_look_large')
    await asked('p_look_large_h')
    await look('photo-3-large', 'Step 3: seen large')
  },
}

export const text: Walk = {
  title: 'A text',
  room: 'maker',
  async go(scene) {
    const { page, look, world } = scene
    const { open, tap, asked, told } = stepsOf(scene, world.main.code)
    await open('/1')
    await tap('p_pick_write')
    await asked('p_write_h')
    await look('text-2', 'Step 2: write a little', seen)
    await tap('p_write_done')
    await told('p_err_empty')
    await look('text-2-empty', 'Nothing was written')
    await page.getByRole('textbox').fill('En tur i skoven med min søn. '.repeat(20))
    await tap('p_write_done')
    await told('p_err_long')
    await look('text-2-long', 'A little too long')
    await page.getByRole('textbox').fill('En kop kaffe i solen')
    await tap('p_write_done')
    await asked('p_look_h')
    await look('text-3', 'Step 3: this is how it looks')
    await open()
    await asked('p_draft_h')
    await look('start-again', 'Come back to a piece that is begun', seen)
    await tap('p_draft_yes')
    await asked('p_name_h')
    await tap('p_name_house')
    await asked('p_ok_h')
    await tap('p_ok_no')
    await asked('p_gone_h')
    await look('thrown-out', 'Thrown out; it can be taken back')
  },
}

export const drawing: Walk = {
  title: 'A drawing',
  room: 'maker',
  async go(scene) {
    const { page, look, world, say } = scene
    const { open, tap, asked, told } = stepsOf(scene, world.main.code)
    await open('/1')
    await tap('p_pick_draw')
    await asked('p_draw_h')
    await page.getByRole('img', { name: say('p_draw_board') }).waitFor()
    await tap('p_draw_done')
    await told('p_draw_empty')
    await look('drawing-2-empty', 'Nothing was drawn')
    await draw(page, say('p_draw_board'))
    await told('p_draw_saved')
    await look('drawing-2', 'Step 2: draw', seen)
    await tap('p_draw_stamp')
    await asked('p_draw_stamps_h')
    await page.getByRole('button', { name: say('p_draw_ring') }).click()
    await look('drawing-2-forms', 'Step 2: build with forms, by keys alone')
    await tap('p_draw_colour')
    await asked('p_draw_colour_h')
    await page.getByText(say('p_colour_yellow'), { exact: true }).click()
    await look('drawing-2-colour', 'Step 2: one colour is enough')
    await tap('p_draw_done')
    await asked('p_look_h')
    await told('p_look_over')
    await look('drawing-3', 'Step 3: this is how it looks')
    await tap('p_look_large')
    await asked('p_look_large_h')
    await look('drawing-3-large', 'Step 3: the whole work with the piece in it, large')
    await tap('p_look_close')
    await asked('p_look_h')
    await page.goto(`/v/${world.empty.code}/1`)
    await tap('p_pick_write')
    await asked('p_write_h')
    await page.getByRole('textbox').fill('Ro')
    await tap('p_write_done')
    await asked('p_look_h')
    await told('p_start_first')
    await look('text-3-first', 'Step 3: nothing hangs there yet')
  },
}

export const troubles: Walk = {
  title: 'When something is in the way',
  room: 'maker',
  async go(scene) {
    const { page, look, world, say } = scene
    const { open, tap, asked, told } = stepsOf(scene, world.main.code)
    await open('/1')
    await tap('p_pick_write')
    await asked('p_write_h')
    await page.getByRole('textbox').fill('håb')
    await tap('p_write_done')
    await asked('p_look_h')
    await tap('p_look_ok')
    await asked('p_name_h')
    await tap('p_name_no')
    await asked('p_ok_h')
    await page.waitForLoadState('networkidle')
    await page.context().setOffline(true)
    await tap('p_ok_yes')
    await asked('p_thanks_h_wait')
    await told('p_net_h')
    await look('card-offline', 'Without net: the card is there at once')
    await page.context().setOffline(false)
    await asked('p_thanks_h')
    await page.goto(`/v/${world.closed.code}`)
    await asked('p_start_closed_h')
    await look('closed', 'The artwork is closed', seen)
    await page.goto(`/v/${world.coming.code}`)
    await asked('p_start_coming_h')
    await look('coming', 'The artwork is not open yet', seen)
    await page.goto('/v/zzzzzz')
    await page.getByRole('heading', { level: 1, name: say('error_missing_h') }).waitFor()
    await look('unknown-code', 'A code that nobody has')
  },
}

export const refused: Walk = {
  title: 'A piece that came too late',
  room: 'maker',
  async go(scene) {
    const { page, look, world } = scene
    const { open, tap, asked, told } = stepsOf(scene, world.main.code)
    await open('/1')
    await tap('p_pick_write')
    await asked('p_write_h')
    await page.getByRole('textbox').fill('for sent')
    await tap('p_write_done')
    await asked('p_look_h')
    await tap('p_look_ok')
    await asked('p_name_h')
    await tap('p_name_no')
    await asked('p_ok_h')
    await page.route('**/api/artworks/*/pieces/*', (route) =>
      route.continue({ url: route.request().url().replace(world.main.slug, world.closed.slug) }),
    )
    await tap('p_ok_yes')
    await asked('p_thanks_h_back')
    await look('refused', 'The artwork closed while the piece was made')
    await open()
    await told('p_back_one')
    await look('start-came-back', 'The start page, when a piece did not get in')
    await tap('p_back_see')
    await asked('p_thanks_h_back')
    await tap('p_card_delete')
    await asked('p_card_delete_h')
    await look('refused-delete', 'Delete what did not get in?', seen)
  },
}

export const withoutNet: Walk = {
  title: 'A page that cannot come',
  room: 'maker',
  async go({ page, look, say }) {
    await page.goto('/uden-net')
    await page.getByRole('heading', { level: 1, name: say('p_net_h') }).waitFor()
    await look('no-net', 'Without net, in place of a page that is not kept', seen)
  },
}

export const withoutScript: Walk = {
  title: 'Without JavaScript',
  room: 'maker',
  async go({ page, look, world }) {
    await page.goto(`/v/${world.main.code}/ark?slags=photo`)
    await look('plain-photo', 'The plain form for a photo')
    await page.locator('form main button[type=submit], form main button').last().click()
    await page.locator('[aria-invalid=true], [role=alert], .error').first().waitFor()
    await look('plain-photo-errors', 'The plain form, sent without a photo')
  },
}

export const anotherDay: Walk = {
  title: 'For another day',
  room: 'maker',
  async go(scene) {
    const { page, look, world } = scene
    const { open, tap, asked, told } = stepsOf(scene, world.main.code)
    await open('/1')
    await tap('p_pick_write')
    await asked('p_write_h')
    await page.getByRole('textbox').fill('En kop kaffe i solen')
    await tap('p_write_done')
    await asked('p_look_h')
    await tap('p_park_link')
    await asked('p_park_h')
    await look('park', 'Keep it for another day', seen)
    await page.route('**/api/parked/**', (route) => route.abort())
    await tap('p_park_there')
    await told('p_park_no')
    await look('park-not-now', 'It cannot be kept with us now', seen)
    await page.unroute('**/api/parked/**')
    await tap('p_park_there')
    await asked('p_park_done_h')
    await look('parked', 'Kept, with a card')
    await tap('p_yes')
    await told('p_gift_kept')
    const link = await cardOnPhone(page)
    await page.goto('about:blank')
    await page.goto(link)
    await page.getByRole('heading', { level: 1, name: scene.say('p_draft_h') }).waitFor()
    await look('begun', 'The card of a piece that is begun', seen)
  },
}

export const tablet: Walk = {
  title: 'The house’s tablet',
  room: 'maker',
  async go(scene) {
    const { page, look, world, say } = scene
    const { open, tap, asked } = stepsOf(scene, world.main.code)
    await page.clock.install()
    await open('?tablet')
    await asked('p_tablet_h')
    await look('tablet', 'Is this the house’s tablet?', seen)
    await tap('p_tablet_yes')
    await page.getByRole('link', { name: say('p_tablet_sign') }).waitFor()
    await look('tablet-start', 'The start page on the house’s tablet', seen)
    await tap('p_tablet_sign')
    await asked('p_tablet_is_h')
    await page.getByRole('textbox').fill('hvad')
    await tap('p_tablet_out')
    await page.locator('[aria-invalid=true]').waitFor()
    await look('tablet-stop', 'A way out that asks for the code')
    await open()
    await tap('p_start_go')
    await asked('p_pick_h')
    await tap('p_pick_write')
    await asked('p_write_h')
    await page.getByRole('textbox').fill('for sent')
    await tap('p_write_done')
    await asked('p_look_h')
    await tap('p_look_ok')
    await asked('p_name_h')
    await tap('p_name_no')
    await asked('p_ok_h')
    const sending = '**/api/artworks/*/pieces/*'
    await page.route(sending, (route) =>
      route.continue({ url: route.request().url().replace(world.main.slug, world.closed.slug) }),
    )
    await tap('p_ok_yes')
    await asked('p_thanks_h_back')
    await tap('p_thanks_end')
    await page.waitForURL(`**/v/${world.main.code}`)
    // Whoever comes next is asked in Danish first.
    await scene.chooseLanguage()
    await open()
    await page.getByRole('link', { name: say('p_tablet_sign') }).waitFor()
    await look('tablet-start-came-back', 'The tablet’s start page, when a piece did not get in')
    await tap('p_tablet_sign')
    await asked('p_tablet_is_h')
    await look('tablet-came-back', 'What a host can do with it')
    await page.unroute(sending)
    await open()
    await tap('p_start_go')
    await asked('p_pick_h')
    await page.clock.runFor(90_000)
    await page.getByRole('dialog').waitFor()
    await look('still-here', 'Are you still here?', seen)
  },
}

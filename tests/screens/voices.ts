/** Voices: the desk at which a house records its own, and a maker's screens with "Læs op" on them. */
import { randomUUID } from 'node:crypto'
import { keepVoice, VoiceSlot, voiceMaxSeconds } from '#core/contract/voices.ts'
import { refuseMedia, shoutIntoMicrophone } from '#tests/support/media.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { fixture } from '#tests/support/pictures.ts'
import { stepsOf } from './steps.ts'
import type { Scene, Walk } from './walk.ts'

/** A house of its own, so that the others stay silent. */
async function houseWithVoice(
  { world: { curator }, say }: Scene,
  keys: readonly string[],
  locale: 'da' | 'en',
) {
  const { houseCode, artwork } = await makeArtwork(curator)
  const beep = new Blob([Uint8Array.from(await fixture('beep.webm'))])
  for (const key of keys)
    await curator.call(keepVoice, {
      params: { locale, slot: VoiceSlot.parse(key) },
      query: { house: houseCode, take: randomUUID(), text: say(key) },
      content: beep,
    })
  return { houseCode, code: artwork.entrances[0]?.code ?? '' }
}

export const readAloud: Walk = {
  title: 'Read aloud',
  room: 'maker',
  async go(scene) {
    const { page, look, say } = scene
    const locale = say('language_tag') === 'en' ? 'en' : 'da'
    const spoken = ['p_start_2', 'p_pick_h', 'p_pick_photo2', 'p_ok_1', 'p_card_1']
    const { code } = await houseWithVoice(scene, spoken, locale)
    // What is read stays read for as long as somebody looks at it.
    await page.addInitScript(() => {
      HTMLMediaElement.prototype.play = () => Promise.resolve()
    })
    const { open, asked } = stepsOf(scene, code)
    const button = page.getByRole('button', { name: say('p_read_go') })
    await open()
    await button.waitFor()
    await look('start-aloud', 'The start page of a house with a voice', { firstView: true })
    await open('/1')
    await asked('p_pick_h')
    await button.waitFor()
    await look('step-1-aloud', 'Step 1: it can be heard', { firstView: true })
    await button.click()
    await page.locator('h1[data-read]').waitFor()
    await look('step-1-reading', 'Step 1: the question is being read aloud')
  },
}

export const recordingDesk: Walk = {
  title: 'A house’s voice',
  room: 'curator',
  async go(scene) {
    const { page, look, say, signIn, world } = scene
    await signIn()
    const { houseCode } = await houseWithVoice(scene, ['p_start_go', 'p_start_see', 'p_yes'], 'da')
    await world.curator.call(keepVoice, {
      params: { locale: 'da', slot: VoiceSlot.parse('p_start_mine') },
      query: { house: houseCode, take: randomUUID(), text: 'Find det, du lavede' },
      content: new Blob([Uint8Array.from(await fixture('beep.webm'))]),
    })
    await page.addInitScript(shoutIntoMicrophone)
    await page.goto(`/kurator/huse/${houseCode}/stemmer`)
    const row = (slot: string) => page.locator(`[data-slot="${slot}"]`)
    await row('p_start_2').getByRole('button').click()
    await row('p_start_2').getByText(say('c_voice_loud')).waitFor()
    await look('voices-recording', 'A house’s voice: one is being recorded', { phoneToo: true })
    // Where it was looked at for very long, it has come to its end by itself, and says so.
    const stop = row('p_start_2').getByRole('button', { name: new RegExp(`^${say('c_voice_stop')}`) })
    const unkept = row('p_start_2')
      .getByText(say('c_voice_unkept'))
      .or(row('p_start_2').getByText(say('c_voice_full', { seconds: String(voiceMaxSeconds) })))
    await stop.or(unkept).first().waitFor()
    if (!(await unkept.isVisible())) await stop.click()
    await unkept.waitFor()
    await row('p_start_see')
      .getByRole('button', { name: new RegExp(`^${say('c_voice_delete')} `) })
      .click()
    await page.evaluate(refuseMedia)
    await row('p_start_see')
      .getByRole('button', { name: new RegExp(`^${say('c_voice_sure_no')} `) })
      .click()
    await row('p_start_go2').getByRole('button').click()
    await row('p_start_go2').getByText(say('c_voice_err_refused')).waitFor()
    await row('p_start_see')
      .getByRole('button', { name: new RegExp(`^${say('c_voice_delete')} `) })
      .click()
    await look('voices', 'A house’s voice: not kept, kept, asked, refused, changed', { phoneToo: true })
    await row('p_start_see')
      .getByRole('button', { name: new RegExp(`^${say('c_voice_sure_no')} `) })
      .click()
    await row('p_start_2')
      .getByRole('button', { name: new RegExp(`^${say('c_voice_drop')} `) })
      .click()
    await page.goto(`/kurator/huse/${houseCode}/stemmer?sprog=kl`)
    await page.getByText(say('c_voice_kl_none')).waitFor()
    await look('voices-kl', 'A house’s voice, in a language without words yet')
    await page.goto('/kurator/stemmer')
    await look('voices-all', 'The voice for all houses')
  },
}

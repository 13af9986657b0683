/** "Find mit stykke": what a card can do. */
import type { Walk } from './walk.ts'
import { bring, hangInSmall, ofFirstHouse } from './world.ts'

export const card: Walk = {
  title: 'Find my piece',
  room: 'maker',
  async go({ page, look, say, world }) {
    const heading = (key: string) => page.getByRole('heading', { level: 1, name: say(key), exact: true })
    const tap = (key: string) =>
      page
        .getByRole('button', { name: say(key) })
        .first()
        .click()
    await page.goto('/kort')
    await page.getByRole('button', { name: say('p_card_go') }).waitFor()
    await look('find', 'Find my piece', { firstView: true })
    await page.getByRole('textbox').fill('sol båd krus')
    await tap('p_card_go')
    await page.locator('[aria-invalid=true]').waitFor()
    await look('find-wrong', 'A card that cannot be found')

    const { secret, content } = await hangInSmall(world)
    const again = await bring(world, ofFirstHouse(world.small.slug, { content }), false)
    await page.goto('about:blank')
    await page.goto(`/kort#${again.secret}`)
    await page.getByText(say('p_card_twin')).waitFor()
    await page.getByRole('img', { name: say('p_card_photo') }).waitFor()
    await look('twin', 'The same picture was here already')
    await tap('p_card_down')
    await heading('p_card_sure').waitFor()
    await look('twin-take-down', 'Take down a picture that was here already?')
    await tap('p_card_down')
    await page.getByText(say('p_card_twin_stays')).waitFor()
    await look('twin-taken-down', 'Taken down; the first one stays')
    // The card is opened as a phone's camera opens it: on a page of its own.
    await page.goto('about:blank')
    await page.goto(`/kort#${secret}`)
    await heading('p_card_here_h').waitFor()
    await page.getByRole('img', { name: say('p_card_photo') }).waitFor()
    await look('held', 'The piece of the card, hung')
    await tap('p_card_rename')
    await heading('p_name_h').waitFor()
    await look('held-name', 'Change the name')
    await page.goBack()
    await tap('p_card_gifts')
    await heading('p_card_gifts_h').waitFor()
    await look('held-gifts', 'The web and print')
    await page.goBack()
    await tap('p_card_down')
    await heading('p_card_sure').waitFor()
    await look('take-down', 'Take it down?')
    await tap('p_card_down')
    await heading('p_card_hidden_h').waitFor()
    await look('taken-down', 'Taken down; it can be put up again')
    await tap('p_card_delete')
    await heading('p_card_delete_h').waitFor()
    await look('delete', 'Delete it for good?')
    await tap('p_card_delete_yes')
    await heading('p_card_deleted_h').waitFor()
    await look('deleted', 'Deleted')
  },
}

/** A yes or no is kept with what was read, in which language, when it was said and when it arrived. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { changeCard, deletePiece } from '#core/contract/cards.ts'
import { consentWordings, type ConsentAnswer } from '#core/contract/pieces.ts'
import { callerOf } from '#tests/support/call.ts'
import { sendPiece, yesTo } from '#tests/support/maker.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse({ ROLE: 'web' })
let text: { slug: string; house: string; kind: 'text'; content: string }

beforeAll(async () => {
  const { place } = await makeArtwork(curator)
  text = { ...place, kind: 'text', content: 'håb' }
})

const answersOf = (pieceId: string) =>
  house.deps.db
    .selectFrom('consent')
    .select(['purpose', 'answer', 'wording', 'at', 'saidAt', 'language'])
    .where('pieceId', '=', pieceId)
    .orderBy('number')
    .execute()

const dayMs = 24 * 60 * 60 * 1000
const daysAgo = (days: number): Date => new Date(Date.now() - days * dayMs)
const yes = (purpose: 'screen' | 'web', told: Pick<ConsentAnswer, 'saidAt' | 'language'>): ConsentAnswer => ({
  purpose,
  answer: 'yes',
  wording: consentWordings[purpose],
  way: 'own-screen',
  ...told,
})
const toTheSecond = (moment: Date): Date => new Date(Math.floor(moment.getTime() / 1000) * 1000)

test('a yes that was three days on its way is kept with the moment and the language it was said in', async () => {
  const said = daysAgo(3)
  const consents = [yes('screen', { saidAt: said.toISOString(), language: 'en' })]
  const { id } = await sendPiece(house.origin, { ...text, consents })
  const [answer] = await answersOf(id)
  expect(answer).toMatchObject({ wording: 'screen-1', saidAt: toTheSecond(said), language: 'en' })
  expect(answer?.at.getTime()).toBeGreaterThan(said.getTime() + 2 * dayMs)
})

test('what is said later under the card is kept in the same way, and stays when the piece is deleted', async () => {
  const { id, headers } = await sendPiece(house.origin, text)
  const card = callerOf(house.origin, headers)
  const said = daysAgo(1)
  await card(changeCard, {
    body: { consents: [{ ...yes('web', { saidAt: said.toISOString(), language: 'kl' }), answer: 'no' }] },
  })
  await card(deletePiece, {})
  expect((await answersOf(id)).at(-1)).toMatchObject({
    purpose: 'web',
    answer: 'no',
    saidAt: toTheSecond(said),
    language: 'kl',
  })
})

test('whoever tells neither is taken in as before', async () => {
  const { id } = await sendPiece(house.origin, { ...text, consents: yesTo('screen') })
  expect(await answersOf(id)).toMatchObject([{ answer: 'yes', saidAt: null, language: null }])
})

test.each([
  ['in the future', () => daysAgo(-1)],
  ['longer ago than anybody is without net', () => daysAgo(31)],
  ['at the beginning of all clocks', () => new Date(0)],
])('a clock that says %s is not believed, and the piece comes in', async (_, said) => {
  const consents = [yes('screen', { saidAt: said().toISOString(), language: 'da' })]
  const { id } = await sendPiece(house.origin, { ...text, consents })
  expect(await answersOf(id)).toMatchObject([{ answer: 'yes', saidAt: null, language: 'da' }])
})

describe('what no page says is refused', () => {
  test.each([
    ['a moment in words', { saidAt: 'i mandags' }],
    ['a moment without its zone', { saidAt: '2026-06-15T09:12:44' }],
    ['a number', { saidAt: 1_781_500_000_000 }],
    ['a language that there is not', { language: 'tlh' }],
    ['no language', { language: '' }],
  ])('%s', async (_, told) => {
    const { id, headers } = await sendPiece(house.origin, text)
    const before = await answersOf(id)
    const response = await fetch(`${house.origin}${changeCard.path}`, {
      method: changeCard.method,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ consents: [{ ...yes('web', {}), ...told }] }),
    })
    expect(response.status).toBe(400)
    const { issues } = z
      .object({ issues: z.array(z.object({ path: z.string() })) })
      .parse(await response.json())
    expect(issues.map(({ path }) => path)).toEqual([`consents.0.${Object.keys(told).join()}`])
    expect(await answersOf(id)).toEqual(before)
  })
})

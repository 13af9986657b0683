/** What may be tried how often: guessers are stopped, and many people behind one address are not guessers. */
import { expect, test } from 'vitest'
import { wordsOfHash } from '#core/card/card.ts'
import { hideByWords, type CardWords } from '#core/contract/cards.ts'
import { HouseCode } from '#core/contract/ids.ts'
import { signIn } from '#core/contract/staff.ts'
import { secretHash } from '#api/http/callers.ts'
import { callerOf } from '#tests/support/call.ts'
import { sendPiece } from '#tests/support/maker.ts'
import { makeArtwork, makeCurator } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse({ ROLE: 'web' })

const say = (code: string, words: CardWords) =>
  callerOf(house.origin)(hideByWords, { params: { house: HouseCode.parse(code) }, body: { words } })

test('a whole house can take its pieces down by their words in one afternoon; guessing is stopped after ten', async () => {
  const { place, houseCode } = await makeArtwork(curator)
  const { houseCode: neighbour } = await makeArtwork(curator)
  const takeDown = async (person: number): Promise<void> => {
    const sent = await sendPiece(house.origin, { ...place, kind: 'text', content: `nummer ${person}` })
    await say(houseCode, wordsOfHash(secretHash(sent.secret).toString('hex')))
  }
  // An answer comes on a beat: five at a time, each on a phone.
  for (let round = 0; round < 6; round++)
    await Promise.all([0, 1, 2, 3, 4].map((phone) => takeDown(round * 5 + phone)))
  await Promise.all(Array.from({ length: 10 }, (_, guess) => say(houseCode, [guess, 0, 0])))
  await expect(say(houseCode, [10, 0, 0])).rejects.toMatchObject({ type: 'too-many-tries' })
  expect(await say(neighbour, [10, 0, 0])).toEqual({ heard: true })
})

test('nobody can claim to ask on behalf of another address', async () => {
  const { email } = await makeCurator(house)
  const guess = (claimed: string) =>
    callerOf(house.origin, { 'x-on-behalf-of': claimed, 'x-forwarded-for': claimed })(signIn, {
      body: { email, password: 'forkert' },
    })
  for (let number = 0; number < 10; number++)
    await expect(guess(`x 203.0.113.${number}`)).rejects.toMatchObject({ type: 'sign-in-wrong' })
  await expect(guess('x 203.0.113.99')).rejects.toMatchObject({ type: 'too-many-tries' })
})

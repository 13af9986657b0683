/** Two pieces of one house can have the same three pictures on their cards: then it is asked which, and no more is told. */
import { expect, test } from 'vitest'
import { wordsOfHash } from '#core/card/card.ts'
import { hideByWords } from '#core/contract/cards.ts'
import { HouseCode, type PieceId } from '#core/contract/ids.ts'
import { secretHash } from '#api/http/callers.ts'
import { callerOf } from '#tests/support/call.ts'
import { sendPiece } from '#tests/support/maker.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse({ ROLE: 'web' })

test('of two with the same words the chosen one is taken down, and after that the other needs no question', async () => {
  const { place, houseCode } = await makeArtwork(curator)
  const one = await sendPiece(house.origin, { ...place, kind: 'text', content: 'den ene' })
  const other = await sendPiece(house.origin, { ...place, kind: 'text', content: 'den anden' })
  const stranger = await sendPiece(house.origin, { ...place, kind: 'text', content: 'en tredje' })
  // Chance would need thousands of pieces for this.
  const hash = secretHash(one.secret)
  const alike = Buffer.concat([hash.subarray(0, 3), secretHash(other.secret).subarray(3)])
  await house.deps.db.updateTable('card').set({ secretHash: alike }).where('pieceId', '=', other.id).execute()

  const ask = (which?: PieceId) =>
    callerOf(house.origin)(hideByWords, {
      params: { house: HouseCode.parse(houseCode) },
      body: { words: wordsOfHash(hash.toString('hex')), ...(which && { which }) },
    })
  const stillUp = async () => {
    const rows = await house.deps.db
      .selectFrom('piece')
      .select('text')
      .where('visibility', '=', 'up')
      .where('id', 'in', [one.id, other.id, stranger.id])
      .orderBy('text')
      .execute()
    return rows.map(({ text }) => text)
  }

  const { choose } = await ask()
  expect(choose?.map(({ id, kind }) => [id, kind])).toEqual([
    [one.id, 'text'],
    [other.id, 'text'],
  ])
  expect(Object.keys(choose?.[0] ?? {}).toSorted()).toEqual(['id', 'kind', 'receivedAt'])
  expect(await stillUp()).toEqual(['den anden', 'den ene', 'en tredje'])

  // A piece with other words cannot be named.
  await ask(stranger.id)
  expect(await stillUp()).toEqual(['den anden', 'den ene', 'en tredje'])

  expect(await ask(other.id)).toEqual({ heard: true })
  expect(await stillUp()).toEqual(['den ene', 'en tredje'])
  expect(await ask()).toEqual({ heard: true })
  expect(await stillUp()).toEqual(['en tredje'])
})

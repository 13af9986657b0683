/** What curators decide: once, together, by two at the same time; and what becomes of the answer. */
import { beforeEach, expect, test } from 'vitest'
import { getCuratedArtwork } from '#core/contract/artworks.ts'
import { getCard } from '#core/contract/cards.ts'
import { getComposition } from '#core/contract/composition.ts'
import { HouseCode, PieceId, type ArtworkSlug } from '#core/contract/ids.ts'
import {
  decide,
  decidedListDays,
  decideTogether,
  listAnswers,
  listDecided,
  listInbox,
  listNewNames,
  trustHouse,
} from '#core/contract/inbox.ts'
import { Problem } from '#core/contract/problems.ts'
import { callerOf } from '#tests/support/call.ts'
import { approve, hang } from '#tests/support/hang.ts'
import { sendPiece, untilPrepared, type SentPiece } from '#tests/support/maker.ts'
import { insertReadyPieces } from '#tests/support/ready-pieces.ts'
import { makeArtwork, makeCurator } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
let slug: ArtworkSlug
let artworkId: string
let place: { slug: string; house: string }

beforeEach(async () => {
  const { artwork, ...made } = await makeArtwork(curator)
  ;({ slug, place } = made)
  artworkId = artwork.id
})

async function bring(content: string): Promise<SentPiece> {
  const sent = await sendPiece(house.origin, { ...place, kind: 'text', content })
  await untilPrepared(house.origin, sent)
  return sent
}

/** Pieces that wait, by somebody with this name or without one. */
async function readyPieces(...names: (string | null)[]): Promise<PieceId[]> {
  const ids = await insertReadyPieces(house.deps, {
    artworkId,
    houseCode: place.house,
    count: names.length,
  })
  for (const [index, makerName] of names.entries())
    await house.deps.db
      .updateTable('piece')
      .set({ decision: 'waiting', decidedAt: null, credit: makerName === null ? 'none' : 'name', makerName })
      .where('id', '=', ids[index] ?? '')
      .execute()
  return ids
}

const typeOf = (failing: Promise<unknown>) =>
  failing.then(
    () => 'nothing went wrong',
    (problem: unknown) => (problem instanceof Problem ? problem.type : 'no problem of ours'),
  )
const cardOf = ({ headers }: SentPiece) => callerOf(house.origin, headers)(getCard, {})
const decided = () => curator.call(listDecided, { params: { slug }, query: {} })
const waiting = async () =>
  (await curator.call(listInbox, { params: { slug }, query: {} })).map(({ text }) => text)
const trust = (trusted = true) =>
  curator.call(trustHouse, {
    params: { slug, house: HouseCode.parse(place.house) },
    body: { trusted },
  })
const together = (decision: 'approved' | 'waiting', ...pieces: { id: PieceId; seenName?: string }[]) =>
  curator.call(decideTogether, { params: { slug }, body: { decision, pieces } })

test('the answer that was chosen is read on the card, and on the list for the house', async () => {
  const piece = await bring('hav')
  await curator.call(decide, { params: { id: piece.id }, body: { decision: 'declined', reason: 'unclear' } })
  expect(await cardOf(piece)).toMatchObject({ decision: 'declined', reason: 'unclear' })
  const [answer] = await curator.call(listAnswers, { params: { slug } })
  expect(answer).toMatchObject({ id: piece.id, reason: 'unclear', by: 'Anna', house: { code: place.house } })

  await curator.call(decide, { params: { id: piece.id }, body: { decision: 'waiting' } })
  expect(await cardOf(piece)).toMatchObject({ decision: 'waiting', reason: null })
  expect(await curator.call(listAnswers, { params: { slug } })).toEqual([])
})

test('a decision lies on the list of the latest for 14 days; after that it stands, and can still be changed', async () => {
  const [old, fresh] = [await bring('gammel'), await bring('ny')]
  for (const { id } of [old, fresh]) await approve(curator, id)
  expect((await decided()).map(({ text }) => text)).toEqual(['ny', 'gammel'])
  const longAgo = new Date(Date.now() - (decidedListDays * 24 + 1) * 60 * 60 * 1000)
  await house.deps.db.updateTable('piece').set({ decidedAt: longAgo }).where('id', '=', old.id).execute()
  expect((await decided()).map(({ text }) => text)).toEqual(['ny'])
  const skipped = await curator.call(listDecided, { params: { slug }, query: { skip: 1 } })
  expect(skipped).toEqual([])
  await curator.call(decide, { params: { id: old.id }, body: { decision: 'waiting' } })
  expect(await waiting()).toEqual(['gammel'])
})

test('of two curators the second does not decide over the first, and an answer that was lost can be sent again', async () => {
  const { id } = await bring('hav')
  const karen = await makeCurator(house)
  const say = ({ call }: typeof curator, decision: 'approved' | 'declined') =>
    call(decide, { params: { id }, body: { decision, was: 'waiting' } })
  const both = await Promise.all([typeOf(say(curator, 'approved')), typeOf(say(karen, 'declined'))])
  expect(both.sort()).toEqual(['nothing went wrong', 'piece-decided'])
  const [one] = await decided()
  const standing = one?.decision === 'approved' ? 'approved' : 'declined'
  expect(await typeOf(say(karen, standing))).toBe('nothing went wrong')
  expect((await decided()).map(({ decision }) => decision)).toEqual([standing])
})

test('a trusted house’s pieces come in together with the names that were seen, and go back together', async () => {
  const [bo, jo, third] = await readyPieces('Bo', 'Jo', null)
  if (!bo || !jo || !third) throw new Error('three were made')
  expect((await together('approved', { id: bo })).decided).toEqual([])

  await trust()
  const { entrances } = await curator.call(getCuratedArtwork, { params: { slug } })
  expect(entrances.map(({ trusted }) => trusted)).toEqual([true])
  const { decided: taken } = await together('approved', { id: bo, seenName: 'Bo' }, { id: jo }, { id: third })
  expect(new Set(taken)).toEqual(new Set([bo, jo, third]))
  expect(await waiting()).toEqual([])
  const unseen = await curator.call(listNewNames, { params: { slug } })
  expect(unseen.map(({ name }) => name)).toEqual(['Jo'])
  expect((await decided()).map(({ by }) => by)).toEqual(['Anna', 'Anna', 'Anna'])
  expect((await together('approved', { id: bo })).decided).toEqual([])

  await hang(curator, slug, third)
  const back = await together('waiting', ...taken.map((id) => ({ id })))
  expect(new Set(back.decided)).toEqual(new Set(taken))
  expect(await waiting()).toHaveLength(3)
  const { placements } = await curator.call(getComposition, { params: { slug } })
  expect(placements.map(({ pieceId }) => pieceId)).toEqual([null])
  await trust(false)
  expect((await together('approved', { id: bo })).decided).toEqual([])
})

test('nothing of another artwork is decided together with this one’s, and what nobody knows is left alone', async () => {
  await trust()
  const here = await bring('her')
  const other = await makeArtwork(curator)
  const stranger = await sendPiece(house.origin, { ...other.place, kind: 'text', content: 'der' })
  await untilPrepared(house.origin, stranger)
  const unknown = PieceId.parse('00000000-0000-4000-8000-000000000000')
  const answer = await together(
    'approved',
    { id: stranger.id },
    { id: unknown },
    { id: here.id },
    { id: here.id },
  )
  expect(answer.decided).toEqual([here.id])
  expect(await typeOf(together('approved'))).toBe('bad-request')
  const nowhere = { params: { slug, house: HouseCode.parse('intet-hus') }, body: { trusted: true } }
  expect(await typeOf(curator.call(trustHouse, nowhere))).toBe('house-not-in-artwork')
})

test('taken in together by two at once, each piece is answered to one of them', async () => {
  await trust()
  const ids = (await readyPieces(null, null)).map((id) => ({ id }))
  const answers = await Promise.all([together('approved', ...ids), together('approved', ...ids)])
  expect(answers.flatMap((answer) => answer.decided).sort()).toEqual(ids.map(({ id }) => id).sort())
})

/** The same picture sent twice: one piece, nothing lost, and nobody's copy comes up without a curator's look. */
import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { getArtwork, getCuratedArtwork } from '#core/contract/artworks.ts'
import {
  changeCard,
  deletePiece,
  getCard,
  getCardPicture,
  hidePiece,
  showPiece,
} from '#core/contract/cards.ts'
import { getComposition } from '#core/contract/composition.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { decide, listInbox, partTwins } from '#core/contract/inbox.ts'
import { consentWordings } from '#core/contract/pieces.ts'
import { drawEdition } from '#api/editions/draw.ts'
import { preparePiece } from '#api/pieces/prepare.ts'
import type { Store } from '#storage/store.ts'
import { callerOf } from '#tests/support/call.ts'
import { approve, askToPublish, hang } from '#tests/support/hang.ts'
import { sendPiece, type SentPiece } from '#tests/support/maker.ts'
import { fixture } from '#tests/support/pictures.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

/** Nobody works in this house, so that the test does each job when it wants to. */
const { house, curator } = staffedHouse({ ROLE: 'web' })
let slug: ArtworkSlug
let artworkId: string
let houseCode: string
let dogs: Buffer
let dogsAgain: Buffer
let sunrise: Buffer

beforeAll(async () => {
  dogs = await fixture('dogs.jpg')
  dogsAgain = await sharp(dogs).resize(1280, 1280, { fit: 'inside' }).jpeg({ quality: 70 }).toBuffer()
  sunrise = await fixture('sunrise.jpg')
})

beforeEach(async () => {
  const made = await makeArtwork(curator)
  ;({ slug, houseCode } = made)
  artworkId = made.artwork.id
})

async function bring(content: Uint8Array | string, given: Partial<Parameters<typeof sendPiece>[1]> = {}) {
  const piece = await sendPiece(house.origin, { slug, house: houseCode, content, ...given })
  await preparePiece(house.deps, piece.id)
  return piece
}

const cardOf = ({ headers }: SentPiece) => callerOf(house.origin, headers)
const firstOf = async (piece: SentPiece) => (await cardOf(piece)(getCard, {})).first
const inbox = (decision: 'waiting' | 'approved' = 'waiting') =>
  curator.call(listInbox, { params: { slug }, query: { decision } })
const inboxIds = async () => (await inbox()).map(({ id }) => id)
const decline = ({ id }: SentPiece) =>
  curator.call(decide, { params: { id }, body: { decision: 'declined', reason: 'unclear' } })
const part = ({ id }: SentPiece) => curator.call(partTwins, { params: { id } })
const steps = async () => (await callerOf(house.origin)(getArtwork, { params: { slug } })).steps
const waiting = async () => (await curator.call(getCuratedArtwork, { params: { slug } })).waiting

test('the same file, and the same photo made smaller, wait with the first as one piece and are one step', async () => {
  const first = await bring(dogs)
  const again = await bring(dogs)
  const smaller = await bring(dogsAgain)
  const other = await bring(sunrise)
  const pieces = await inbox()
  expect(pieces.map(({ id, twins }) => [id, twins.map((twin) => twin.id)])).toEqual([
    [first.id, [again.id, smaller.id]],
    [other.id, []],
  ])
  expect(await steps()).toBe(2)
  expect(await waiting()).toBe(2)
  expect(await firstOf(first)).toBeNull()
  expect(await firstOf(again)).toEqual({ decision: 'waiting', reason: null, shown: null })
})

test('a twin keeps all that its maker made: its pictures, its card, its name', async () => {
  await bring(dogs)
  const twin = await bring(dogsAgain, { credit: { kind: 'name', name: 'Bo' } })
  expect(await cardOf(twin)(getCard, {})).toMatchObject({
    preparation: 'ready',
    decision: 'waiting',
    visibility: { state: 'up' },
    credit: { kind: 'name', name: 'Bo' },
  })
  const picture = await cardOf(twin)(getCardPicture, { params: { size: 512 } })
  expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(1000)
})

test('its card tells where the first one is on its way', async () => {
  const first = await bring(dogs)
  const twin = await bring(dogsAgain)
  await approve(curator, first.id)
  expect(await firstOf(twin)).toEqual({ decision: 'approved', reason: null, shown: null })
  await hang(curator, slug, first.id)
  await askToPublish(curator, slug)
  await drawEdition(house.deps, artworkId)
  expect(await firstOf(twin)).toEqual({ decision: 'approved', reason: null, shown: first.id })
  await decline(first)
  expect(await firstOf(twin)).toEqual({ decision: 'declined', reason: 'unclear', shown: null })
})

test('a twin can be neither decided about nor placed', async () => {
  const first = await bring(dogs)
  const twin = await bring(dogsAgain)
  await expect(approve(curator, twin.id)).rejects.toMatchObject({ type: 'piece-is-twin' })
  await expect(decline(twin)).rejects.toMatchObject({ type: 'piece-is-twin' })
  await approve(curator, first.id)
  await expect(hang(curator, slug, twin.id)).rejects.toMatchObject({ type: 'not-placeable' })
  const { pieces } = await curator.call(getComposition, { params: { slug } })
  expect(pieces.map(({ id, twins }) => [id, twins.length])).toEqual([[first.id, 1]])
})

test('another house, another artwork, another picture, a drawing or a text: nothing is the same', async () => {
  await bring(dogs)
  const elsewhere = await makeArtwork(curator)
  const there = await bring(dogs, { slug: elsewhere.slug, house: elsewhere.houseCode })
  const others = [there, await bring(sunrise)]
  for (const content of ['sol', 'sol']) others.push(await bring(content, { kind: 'text' }))
  for (const piece of others) expect(await firstOf(piece)).toBeNull()
})

test('two flat pictures are two pieces; the same file of one is one', async () => {
  const wall = (background: string) =>
    sharp({ create: { width: 900, height: 600, channels: 3, background } })
      .png()
      .toBuffer()
  const blue = await wall('#2d6db5')
  const pieces = [await bring(blue), await bring(await wall('#2d6db6')), await bring(blue)]
  expect(await Promise.all(pieces.map(firstOf))).toEqual([
    null,
    null,
    { decision: 'waiting', reason: null, shown: null },
  ])
})

test('prepared at the same moment, exactly one of them is the twin', async () => {
  const sent = await Promise.all(
    [dogs, dogsAgain, dogs].map((content) => sendPiece(house.origin, { slug, house: houseCode, content })),
  )
  // All three have their pictures before any of them is written down.
  let arrived = 0
  let open = () => {}
  const all = new Promise<void>((resolve) => (open = resolve))
  const storage: Store = {
    ...house.deps.storage,
    async write(key, bytes) {
      if (key.endsWith('/1024') && ++arrived === sent.length) open()
      if (key.endsWith('/1024')) await all
      return house.deps.storage.write(key, bytes)
    },
  }
  await Promise.all(sent.map(({ id }) => preparePiece({ ...house.deps, storage }, id)))
  const pieces = await inbox()
  expect(pieces.map(({ twins }) => twins.length)).toEqual([2])
})

test('a curator can say that they are two: the twin comes to the inbox as its own, and can be in', async () => {
  const first = await bring(dogs)
  const twin = await bring(dogsAgain)
  await approve(curator, first.id)
  expect(await part(first)).toMatchObject({ id: first.id, decision: 'approved', twins: [] })
  expect(await inbox()).toMatchObject([{ id: twin.id, parted: 'different', twins: [] }])
  expect(await steps()).toBe(2)
  await approve(curator, twin.id)
  await hang(curator, slug, twin.id)
  // Said again, it changes nothing.
  expect(await part(first)).toMatchObject({ twins: [] })
})

const noToScreen = {
  purpose: 'screen',
  answer: 'no',
  wording: consentWordings.screen,
  way: 'own-screen',
} as const
const ways: [string, (first: SentPiece) => Promise<unknown>][] = [
  ['hidden', (first) => cardOf(first)(hidePiece, {})],
  ['deleted', (first) => cardOf(first)(deletePiece, {})],
  ['no longer for the screen', (first) => cardOf(first)(changeCard, { body: { consents: [noToScreen] } })],
]

test.each(ways)(
  'when the first is %s, its twin is looked at anew, and is not up by itself',
  async (_name, takeDown) => {
    const first = await bring(dogs)
    const [heir, third] = [await bring(dogsAgain), await bring(dogs)]
    await approve(curator, first.id)
    await hang(curator, slug, first.id)
    await takeDown(first)
    const pieces = await inbox()
    expect(pieces.map(({ id, parted, twins }) => [id, parted, twins.map((twin) => twin.id)])).toEqual([
      [heir.id, 'taken-down', [third.id]],
    ])
    await expect(hang(curator, slug, heir.id)).rejects.toMatchObject({ type: 'not-placeable' })
    expect(await firstOf(heir)).toBeNull()
    expect(await firstOf(third)).toEqual({ decision: 'waiting', reason: null, shown: null })
  },
)

test('a twin that was taken down stays down when the first is, and the curator saw that one of them was', async () => {
  const first = await bring(dogs)
  const twin = await bring(dogsAgain)
  await cardOf(twin)(hidePiece, {})
  expect(await inbox()).toMatchObject([
    { id: first.id, twins: [{ id: twin.id, visibility: { state: 'hidden' } }] },
  ])
  await cardOf(first)(hidePiece, {})
  expect(await inboxIds()).toEqual([])
  await cardOf(twin)(showPiece, {})
  expect(await inbox()).toMatchObject([{ id: twin.id, parted: 'taken-down' }])
})

test('a deleted twin is gone, and the first stands as before', async () => {
  const first = await bring(dogs)
  const twin = await bring(dogsAgain)
  await cardOf(twin)(deletePiece, {})
  expect(await inbox()).toMatchObject([{ id: first.id, twins: [] }])
  const { rows } = await sql<{ kept: number }>`
    select num_nonnulls(twin_of, parted, perceptual_hash, gradient_energy, features) as kept
    from piece where id = ${twin.id}`.execute(house.deps.db)
  expect(rows).toEqual([{ kept: 0 }])
})

test('a picture that was declined stands for nobody: sent again it is looked at again', async () => {
  await decline(await bring(dogs))
  const again = await bring(dogs)
  expect(await inboxIds()).toEqual([again.id])
})

test('taken down before its copy was prepared, it has no twin; the copy waits as a piece of its own', async () => {
  const first = await bring(dogs)
  const copy = await sendPiece(house.origin, { slug, house: houseCode, content: dogs })
  await cardOf(first)(hidePiece, {})
  await preparePiece(house.deps, copy.id)
  expect(await inboxIds()).toEqual([copy.id])
})

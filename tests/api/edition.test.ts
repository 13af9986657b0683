/** Published states, their two faces, and what is left of a piece when its maker takes it down. */
import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeEach, expect, test } from 'vitest'
import { deletePiece, getCard, hideByWords, hidePiece, showPiece, changeCard } from '#core/contract/cards.ts'
import { EditionFace, getPublicEdition, previewPublish, publish, type Face } from '#core/contract/editions.ts'
import { HouseCode, type ArtworkSlug } from '#core/contract/ids.ts'
import { consentWordings } from '#core/contract/pieces.ts'
import { createScreen, pairScreen } from '#core/contract/screens.ts'
import { wordsOfHash } from '#core/card/card.ts'
import { secretHash } from '#api/http/callers.ts'
import { callerOf } from '#tests/support/call.ts'
import { approve, hang, publishNow, untilPublished } from '#tests/support/hang.ts'
import { sendPiece, until, untilPrepared, yesTo, type SentPiece } from '#tests/support/maker.ts'
import { fixture } from '#tests/support/pictures.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
let slug: ArtworkSlug
let houseCode: string
let screen: { authorization: string }
/** One that may be shown everywhere, one that the web may not show. */
let open: SentPiece
let wallOnly: SentPiece

const left = { xMm: 400, yMm: 450, widthMm: 600, heightMm: 600, rotationDeg: 0 }
const right = { ...left, xMm: 1200 }

beforeEach(async () => {
  const made = await makeArtwork(curator)
  slug = made.slug
  houseCode = made.houseCode
  const piece = { slug, house: houseCode, credit: { kind: 'name' as const, name: 'Bo' } }
  open = await sendPiece(house.origin, { ...piece, content: await fixture('fig.jpg') })
  wallOnly = await sendPiece(house.origin, {
    ...piece,
    content: await fixture('sunrise.jpg'),
    consents: yesTo('screen'),
  })
  for (const sent of [open, wallOnly]) {
    await untilPrepared(house.origin, sent)
    await approve(curator, sent.id, 'Bo')
  }
  await hang(curator, slug, open.id, left)
  await hang(curator, slug, wallOnly.id, right)
  const { code, token } = await callerOf(house.origin)(createScreen, {})
  await curator.call(pairScreen, { body: { code, name: 'Foyer', artwork: slug } })
  screen = { authorization: `Screen ${token}` }
})

const face = (which: Face) =>
  which === 'web'
    ? callerOf(house.origin)(getPublicEdition, { params: { slug } })
    : fetch(`${house.origin}/api/screen/edition`, { headers: screen }).then(async (response) =>
        EditionFace.parse(await response.json()),
      )

const hashes = (shown: EditionFace) => new Set(shown.pyramid.levels.flatMap(({ tiles }) => tiles.flat()))
const tile = (hash: string) => fetch(`${house.origin}/api/tiles/${hash}`)

/** The mean colour in the middle of a box, on a face, at full size. */
async function colourAt(shown: EditionFace, { xMm, yMm }: typeof left): Promise<number[]> {
  const { tiles } = shown.pyramid.levels.at(-1) ?? { tiles: [] }
  const [x, y] = [Math.round(xMm), Math.round(yMm)]
  const hash = tiles[Math.floor(y / 512)]?.[Math.floor(x / 512)] ?? ''
  const picture = sharp(Buffer.from(await (await tile(hash)).arrayBuffer()))
  const region = {
    left: Math.max(0, (x % 512) - 20),
    top: Math.max(0, (y % 512) - 20),
    width: 40,
    height: 40,
  }
  const { channels } = await sharp(await picture.extract(region).toBuffer()).stats()
  return channels.map(({ mean }) => Math.round(mean))
}

const difference = (one: readonly number[], other: readonly number[]) =>
  Math.max(...one.map((value, index) => Math.abs(value - (other[index] ?? 0))))

test('the wall shows what stands where, and says who made it in the maker’s way', async () => {
  expect(await curator.call(previewPublish, { params: { slug } })).toEqual({
    added: 2,
    removed: 0,
    kept: 0,
    unplaced: 0,
    leftOut: [],
    absentHouses: [],
  })
  await publishNow(curator, slug)
  const wall = await face('wall')
  expect(wall.pieces.map(({ pieceId }) => pieceId).sort()).toEqual([open.id, wallOnly.id].sort())
  expect(wall.pieces[0]).toMatchObject({ name: 'Bo', house: { code: houseCode } })
  // Nobody said that it may be cropped, so it is seen whole in its place.
  const { data, info } = await sharp(await fixture('fig.jpg'))
    .resize(600, 600, { fit: 'inside' })
    .toBuffer({ resolveWithObject: true })
  const middle = await sharp(data)
    .extract({
      left: Math.round(info.width / 2) - 20,
      top: Math.round(info.height / 2) - 20,
      width: 40,
      height: 40,
    })
    .toBuffer()
  const { channels } = await sharp(middle).stats()
  expect(
    difference(
      await colourAt(wall, left),
      channels.map(({ mean }) => mean),
    ),
  ).toBeLessThan(12)
})

test('the web shows only what the web may see; the other’s place is quiet, in the tiles and in the list', async () => {
  await publishNow(curator, slug)
  const [wall, web] = [await face('wall'), await face('web')]
  expect(web.pieces.map(({ pieceId }) => pieceId)).toEqual([open.id])
  expect(difference(await colourAt(web, left), await colourAt(wall, left))).toBeLessThan(2)
  expect(difference(await colourAt(web, right), await colourAt(wall, right))).toBeGreaterThan(25)
})

test('an unchanged tile is not drawn or stored again, and both faces share what is equal', async () => {
  await publishNow(curator, slug)
  const first = await face('wall')
  const second = (await publishNow(curator, slug), await face('wall'))
  expect(hashes(second)).toEqual(hashes(first))
  const web = hashes(await face('web'))
  expect([...hashes(first)].some((hash) => web.has(hash))).toBe(true)
})

test('taken down it leaves wall, web and tiles, and its place stands empty; the card can put it up again', async () => {
  const number = await publishNow(curator, slug)
  const before = await face('wall')
  const card = callerOf(house.origin, open.headers)
  const hidden = await card(hidePiece, {})
  expect(hidden.visibility.state).toBe('hidden')
  await untilPublished(curator, slug, number + 1)

  const [wall, web] = [await face('wall'), await face('web')]
  expect(wall.pieces.map(({ pieceId }) => pieceId)).toEqual([wallOnly.id])
  expect(web.pieces).toEqual([])
  const gone = [...hashes(before)].filter((hash) => !hashes(wall).has(hash) && !hashes(web).has(hash))
  expect(gone.length).toBeGreaterThan(0)
  await until(
    async () => Promise.all(gone.map(async (hash) => (await tile(hash)).status)),
    (statuses) => statuses.every((status) => status === 404),
  )
  const sealed = await fetch(`${house.origin}/api/curator/pieces/${open.id}/picture/256`, {
    headers: { cookie: curator.cookie },
  })
  expect(sealed.status).toBe(404)

  expect((await card(showPiece, {})).visibility.state).toBe('up')
  expect((await card(getCard, {})).place).toBeNull()
})

test('deleted, every byte and every word is gone; a row without content stays', async () => {
  const number = await publishNow(curator, slug)
  await callerOf(house.origin, open.headers)(deletePiece, {})
  await untilPublished(curator, slug, number + 1)
  const keys: string[] = []
  for await (const { key } of house.deps.storage.list('pieces')) keys.push(key)
  expect(keys.filter((key) => key.includes(open.id))).toEqual([])
  const { rows } = await sql`
    select maker_name, seen_name, text, drawing, content_sha256, visibility,
      (select count(*)::int from rendition where piece_id = piece.id) as renditions
    from piece where id = ${open.id}`.execute(house.deps.db)
  expect(rows).toEqual([
    {
      makerName: null,
      seenName: null,
      text: null,
      drawing: null,
      contentSha256: null,
      visibility: 'deleted',
      renditions: 0,
    },
  ])
  const again = sendPiece(house.origin, {
    slug,
    house: houseCode,
    content: await fixture('fig.jpg'),
    id: open.id,
  })
  await expect(again).rejects.toMatchObject({ type: 'piece-deleted' })
})

test('what heals is the published work, not the curator’s unfinished one', async () => {
  const number = await publishNow(curator, slug)
  const third = await sendPiece(house.origin, { slug, house: houseCode, kind: 'text', content: 'ikke endnu' })
  await untilPrepared(house.origin, third)
  await approve(curator, third.id)
  await hang(curator, slug, third.id, { ...left, yMm: 100, heightMm: 100, widthMm: 133 })
  await callerOf(house.origin, open.headers)(hidePiece, {})
  await untilPublished(curator, slug, number + 1)
  expect((await face('wall')).pieces.map(({ pieceId }) => pieceId)).toEqual([wallOnly.id])
})

test('a no to the web empties its place on the web, and leaves the wall as it was', async () => {
  const number = await publishNow(curator, slug)
  await callerOf(house.origin, open.headers)(changeCard, {
    body: { consents: [{ purpose: 'web', answer: 'no', wording: consentWordings.web, way: 'own-screen' }] },
  })
  await untilPublished(curator, slug, number + 1)
  expect((await face('web')).pieces).toEqual([])
  expect((await face('wall')).pieces).toHaveLength(2)
})

test('the three words hide, and wrong words are answered alike; tries are limited by house', async () => {
  const number = await publishNow(curator, slug)
  const words = wordsOfHash(secretHash(open.secret).toString('hex'))
  const ask = (given: typeof words) =>
    callerOf(house.origin)(hideByWords, {
      params: { house: HouseCode.parse(houseCode) },
      body: { words: given },
    })
  const wrong = [words[0], words[1], (words[2] + 1) % 256] as const
  expect(await ask([...wrong])).toEqual({ heard: true })
  expect(await ask(words)).toEqual({ heard: true })
  await untilPublished(curator, slug, number + 1)
  expect((await face('wall')).pieces.map(({ pieceId }) => pieceId)).toEqual([wallOnly.id])
  const rest = await Promise.allSettled(Array.from({ length: 10 }, () => ask([...wrong])))
  expect(rest.filter(({ status }) => status === 'rejected')).toHaveLength(1)
})

test('a card that nobody has says nothing', async () => {
  const stranger = callerOf(house.origin, { authorization: `Card ${'A'.repeat(22)}` })
  await expect(stranger(getCard, {})).rejects.toMatchObject({ type: 'card-unknown' })
  await expect(stranger(deletePiece, {})).rejects.toMatchObject({ type: 'card-unknown' })
})

test('an empty composition is not published', async () => {
  const { slug: empty } = await makeArtwork(curator)
  const published = curator.call(publish, { params: { slug: empty }, body: { leftOut: [] } })
  await expect(published).rejects.toMatchObject({ type: 'nothing-to-publish' })
  const shown = callerOf(house.origin)(getPublicEdition, { params: { slug: empty } })
  await expect(shown).rejects.toMatchObject({ type: 'edition-not-found' })
})

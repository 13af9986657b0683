/** A piece comes in: once, whole, and only what it may be. */
import { createHash, randomUUID } from 'node:crypto'
import exifr from 'exifr'
import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { listInbox } from '#core/contract/inbox.ts'
import { consentWordings, type PieceSubmission } from '#core/contract/pieces.ts'
import { problemKinds, type ProblemType } from '#core/contract/problems.ts'
import { openHouse, storedKeys } from '#tests/support/house.ts'
import { sendPiece, until, untilPrepared, yesTo } from '#tests/support/maker.ts'
import { fixture, patternImage } from '#tests/support/pictures.ts'
import { makeArtwork, makeCurator } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
let place: { slug: string; house: string }

beforeAll(async () => {
  ;({ place } = await makeArtwork(curator))
})

async function countPieces(id: string): Promise<number> {
  const { rows } = await sql`select from piece where id = ${id}`.execute(house.deps.db)
  return rows.length
}

test('a photo is answered with the SHA-256 of what was received, prepared, and its original is gone', async () => {
  const bytes = await fixture('meadow-with-gps.jpg')
  expect((await exifr.gps(bytes)).latitude).toBeTypeOf('number')
  const sent = await sendPiece(house.origin, { ...place, content: bytes })
  expect(sent.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect((await untilPrepared(house.origin, sent)).preparation).toBe('ready')

  const keys = await storedKeys(house, `pieces/${sent.id}`)
  expect(keys.map((key) => key.split('/').at(-1))).toEqual(expect.arrayContaining(['master', '32', '256']))
  for (const key of keys) {
    const stored = await house.deps.storage.read(key)
    expect(await exifr.parse(stored, true).catch(() => undefined)).toSatisfy(
      (found: unknown) => found === undefined || !JSON.stringify(found).match(/GPS|latitude|Make|DateTime/i),
    )
    expect(stored.includes('Exif')).toBe(false)
  }
  await until(
    () => storedKeys(house, 'incoming'),
    (incoming) => incoming.length === 0,
  )
})

test('a text and a drawing come in as themselves and become pictures', async () => {
  const strokes = [
    {
      colour: '#14213d',
      widthUnits: 20,
      points: [
        [100, 100, 0.5],
        [800, 700, 0.5],
      ],
    },
  ]
  const drawing = JSON.stringify({ heightUnits: 1000, paper: '#ffffff', strokes })
  for (const [kind, content] of [
    ['text', 'Hej — æøå 👋\nen linje til'],
    ['drawing', drawing],
  ] as const) {
    const sent = await sendPiece(house.origin, { ...place, kind, content })
    expect(await untilPrepared(house.origin, sent)).toMatchObject({ kind, preparation: 'ready' })
    const picture = await fetch(`${house.origin}/api/card/picture/256`, { headers: sent.headers })
    expect(picture.status).toBe(200)
    expect(picture.headers.get('content-type')).toMatch(/^image\//)
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(200)
  }
})

test('a sheet of one colour is a piece, and two of the same colour are two', async () => {
  const { slug, houseCode } = await makeArtwork(curator, { paints: ['#ffb000', '#2f74c0'], paper: '#14213d' })
  const content = JSON.stringify({ heightUnits: 850, paper: '#ffb000', strokes: [] })
  for (let time = 1; time <= 2; time++) {
    const sent = await sendPiece(house.origin, { slug, house: houseCode, kind: 'drawing', content })
    expect(await untilPrepared(house.origin, sent)).toMatchObject({ kind: 'drawing', preparation: 'ready' })
    const picture = await fetch(`${house.origin}/api/card/picture/256`, { headers: sent.headers })
    const { channels, isOpaque } = await sharp(Buffer.from(await picture.arrayBuffer())).stats()
    expect(isOpaque).toBe(true)
    // Marigold everywhere, as near as an encoder keeps it.
    for (const [channel, value] of [0xff, 0xb0, 0x00].entries()) {
      expect(channels[channel]?.min).toBeGreaterThanOrEqual(value - 4)
      expect(channels[channel]?.max).toBeLessThanOrEqual(value + 4)
    }
  }
  expect(await curator.call(listInbox, { params: { slug }, query: {} })).toHaveLength(2)
})

test('sent again and ten times at once it is one piece, and the answer is the same', async () => {
  const content = await fixture('fig.jpg')
  const id = randomUUID()
  const sent = await Promise.all(
    Array.from({ length: 10 }, () => sendPiece(house.origin, { ...place, content, id })),
  )
  expect(new Set(sent.map(({ sha256 }) => sha256)).size).toBe(1)
  expect(await countPieces(id)).toBe(1)
  const again = await sendPiece(house.origin, { ...place, content, id })
  expect(again.sha256).toBe(sent[0]?.sha256)
  await until(
    () => storedKeys(house, 'incoming'),
    (keys) => keys.length === 0,
  )
})

test('other content under the same id is refused, and what was there stays', async () => {
  const first = await sendPiece(house.origin, { ...place, kind: 'text', content: 'det første' })
  const second = sendPiece(house.origin, { ...place, kind: 'text', content: 'noget andet', id: first.id })
  await expect(second).rejects.toMatchObject({ type: 'piece-differs' })
  const { rows } = await sql<{ text: string }>`select text from piece where id = ${first.id}`.execute(
    house.deps.db,
  )
  expect(rows).toEqual([{ text: 'det første' }])
})

describe('what cannot be taken in is answered kindly, and leaves nothing behind', () => {
  const cases: [string, ProblemType, () => Promise<Partial<Parameters<typeof sendPiece>[1]>>][] = [
    ['an unknown artwork', 'artwork-not-found', () => Promise.resolve({ slug: 'findes-ikke' })],
    ['an unknown house', 'house-not-found', () => Promise.resolve({ house: 'findes-ikke' })],
    ['an empty photo', 'content-missing', () => Promise.resolve({ content: '' })],
    ['not a picture', 'not-a-picture', () => Promise.resolve({ content: 'hej med dig' })],
    [
      'an SVG',
      'not-a-picture',
      () => Promise.resolve({ content: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
    ],
    ['a PDF', 'not-a-picture', () => Promise.resolve({ content: '%PDF-1.7\n1 0 obj' })],
    ['an empty text', 'text-empty', () => Promise.resolve({ kind: 'text', content: ' \n ' })],
    ['too long a text', 'text-too-long', () => Promise.resolve({ kind: 'text', content: 'å'.repeat(201) })],
    ['a very long text', 'text-too-long', () => Promise.resolve({ kind: 'text', content: 'å'.repeat(9000) })],
    [
      'a drawing that is none',
      'drawing-unreadable',
      () => Promise.resolve({ kind: 'drawing', content: '{' }),
    ],
    [
      'a drawing with impossible points',
      'drawing-unreadable',
      () => Promise.resolve({ kind: 'drawing', content: '{"heightUnits":1e9,"paper":"red","strokes":[]}' }),
    ],
    ['no yes', 'consent-missing', () => Promise.resolve({ kind: 'text', content: 'hej', consents: [] })],
    [
      'only a yes to the web',
      'consent-missing',
      () => Promise.resolve({ kind: 'text', content: 'hej', consents: yesTo('web') }),
    ],
    [
      'a no to the screen',
      'consent-missing',
      () => {
        const no: PieceSubmission['consents'] = [
          { purpose: 'screen', answer: 'no', wording: consentWordings.screen, way: 'own-screen' },
        ]
        return Promise.resolve({ kind: 'text', content: 'hej', consents: no })
      },
    ],
  ]
  test.each(cases)('%s: %s', async (_name, type, given) => {
    const id = randomUUID()
    const piece = { ...place, content: await fixture('fig.jpg'), id, ...(await given()) }
    await expect(sendPiece(house.origin, piece)).rejects.toMatchObject({ type })
    expect(await countPieces(id)).toBe(0)
    expect(problemKinds[type].status).toBeGreaterThanOrEqual(400)
    expect(problemKinds[type].status).toBeLessThan(500)
    await until(
      () => storedKeys(house, 'incoming'),
      (keys) => keys.length === 0,
    )
  })
})

test('a house that does not take part cannot send to the artwork', async () => {
  const other = await makeArtwork(curator)
  const sent = sendPiece(house.origin, {
    slug: place.slug,
    house: other.houseCode,
    kind: 'text',
    content: 'hej',
  })
  await expect(sent).rejects.toMatchObject({ type: 'house-not-in-artwork' })
})

test('a closed artwork takes nothing more, but answers for what it has', async () => {
  const { slug, houseCode } = await makeArtwork(curator)
  const piece = { slug, house: houseCode, kind: 'text' as const, content: 'lige før', id: randomUUID() }
  const sent = await sendPiece(house.origin, piece)
  await sql`update artwork set closes_at = now() where slug = ${slug}`.execute(house.deps.db)
  expect((await sendPiece(house.origin, piece)).sha256).toBe(sent.sha256)
  const late = sendPiece(house.origin, { ...piece, id: randomUUID() })
  await expect(late).rejects.toMatchObject({ type: 'artwork-closed' })
})

test('an artwork that invites only texts takes no photo', async () => {
  const { slug, houseCode } = await makeArtwork(curator, { kinds: ['text'] })
  const sent = sendPiece(house.origin, { slug, house: houseCode, content: await fixture('fig.jpg') })
  await expect(sent).rejects.toMatchObject({ type: 'kind-not-invited' })
})

test('a photo over the limit is refused, and nothing of it is kept', async () => {
  const small = await openHouse({ UPLOAD_MAX_BYTES: '1000000' })
  try {
    const { slug, houseCode } = await makeArtwork(await makeCurator(small))
    const content = Buffer.concat([await fixture('fig.jpg'), Buffer.alloc(1_100_000)])
    const sent = sendPiece(small.origin, { slug, house: houseCode, content })
    await expect(sent).rejects.toMatchObject({ type: 'content-too-large' })
    const keys = async () => {
      const found: string[] = []
      for await (const { key } of small.deps.storage.list('incoming')) found.push(key)
      return found
    }
    await until(keys, (found) => found.length === 0)
  } finally {
    await small.stop()
  }
})

test('a picture that cannot be decoded is set aside with its reason, and the curator sees it', async () => {
  const whole = await fixture('dogs.jpg')
  const sent = await sendPiece(house.origin, { ...place, content: whole.subarray(0, 600) })
  expect((await untilPrepared(house.origin, sent)).preparation).toBe('unreadable')
  const { rows } = await sql<{ reason: string }>`
    select preparation_failure as reason from piece where id = ${sent.id}`.execute(house.deps.db)
  expect(rows[0]?.reason).toBeTruthy()
})

test('a picture that costs more than the house allows is set aside with that reason', async () => {
  const frugal = await openHouse({ PICTURE_MAX_MEGAPIXELS: '1' })
  try {
    const { slug, houseCode } = await makeArtwork(await makeCurator(frugal))
    for (const [widthPx, reason] of [
      [1000, null],
      [1200, 'too-many-pixels'],
    ] as const) {
      const content = await patternImage(widthPx, 1000).png().toBuffer()
      const sent = await sendPiece(frugal.origin, { slug, house: houseCode, content })
      await untilPrepared(frugal.origin, sent)
      const { rows } = await sql<{ reason: string | null }>`
        select preparation_failure as reason from piece where id = ${sent.id}`.execute(frugal.deps.db)
      expect(rows).toEqual([{ reason }])
    }
  } finally {
    await frugal.stop()
  }
})

test.each([
  ['no part piece', (form: FormData) => form.delete('piece')],
  ['malformed JSON', (form: FormData) => form.set('piece', '{"kind":')],
  ['a wrong shape', (form: FormData) => form.set('piece', '{"kind":"video"}')],
  ['a second file', (form: FormData) => form.append('content', new Blob(['x']), 'again')],
  ['an unknown part', (form: FormData) => form.append('other', new Blob(['x']), 'other')],
])('%s is a bad request, and leaves nothing behind', async (_name, spoil) => {
  const before = await storedKeys(house, 'incoming')
  const form = new FormData()
  form.set('piece', JSON.stringify({ kind: 'text' }))
  form.set('content', new Blob(['hej']), 'content')
  spoil(form)
  const address = `${house.origin}/api/artworks/${place.slug}/pieces/${randomUUID()}`
  const response = await fetch(address, { method: 'PUT', body: form })
  expect(response.status).toBe(400)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(await response.json()).toMatchObject({ type: 'urn:faellesvaerk:problem:bad-request', status: 400 })
  await until(
    () => storedKeys(house, 'incoming'),
    (keys) => keys.length === before.length,
  )
})

test('what arrived unapproved can be reached by nobody but its card and the curators', async () => {
  const sent = await sendPiece(house.origin, { ...place, content: await fixture('fig.jpg') })
  await untilPrepared(house.origin, sent)
  const status = async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(house.origin + path, { headers })).status
  const picture = `/api/curator/pieces/${sent.id}/picture/256`
  expect(await status(picture)).toBe(401)
  expect(await status(picture, sent.headers)).toBe(401)
  expect(await status(picture, { cookie: curator.cookie })).toBe(200)
  expect(await status('/api/card/picture/256')).toBe(404)
  expect(await status('/api/card/picture/256', { authorization: `Card ${'A'.repeat(22)}` })).toBe(404)
  expect(await status('/api/card/picture/256', sent.headers)).toBe(200)
})

/** What a careless or hostile caller sends: each answered with a problem that names its reason, and never with a 500. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { createArtwork, createHouse } from '#core/contract/artworks.ts'
import { changeCard, getCard } from '#core/contract/cards.ts'
import { applyOperation, getComposition } from '#core/contract/composition.ts'
import { endpoints } from '#core/contract/endpoints.ts'
import { createScreen, reportScreen } from '#core/contract/screens.ts'
import { acceptInvitation } from '#core/contract/staff.ts'
import { invite } from '#api/staff/invite.ts'
import { callerOf } from '#tests/support/call.ts'
import { approve } from '#tests/support/hang.ts'
import { sendPiece, until, untilPrepared, yesTo } from '#tests/support/maker.ts'
import { problemOf, senderOf } from '#tests/support/plain-request.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
const send = senderOf(house, curator)
let place: { slug: string; house: string }

beforeAll(async () => {
  ;({ place } = await makeArtwork(curator))
})

describe('a request that is not HTTP as the contract has it', () => {
  test.each([
    ['malformed JSON', '{"code":', {}, 400, 'bad-request'],
    ['JSON that is no object', '"x"', {}, 400, 'bad-request'],
    ['no body', '', {}, 400, 'bad-request'],
    [
      'a form',
      'code=x',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'media-type-unsupported',
    ],
    ['text', '{}', { 'content-type': 'text/plain' }, 415, 'media-type-unsupported'],
    [
      'an unknown charset',
      '{}',
      { 'content-type': 'application/json; charset=klingon' },
      415,
      'media-type-unsupported',
    ],
    ['an unknown encoding', '{}', { 'content-encoding': 'klingon' }, 415, 'media-type-unsupported'],
    ['a body cut short by its encoding', '{}', { 'content-encoding': 'gzip' }, 400, 'bad-request'],
    ['a body that is too large', `{"code":"${'x'.repeat(200_000)}"}`, {}, 413, 'content-too-large'],
  ])('%s is answered with its reason', async (_name, body, headers, status, type) => {
    const response = await send('/api/curator/houses', { method: 'POST', body, headers })
    expect(response.status).toBe(status)
    expect(await problemOf(response)).toBe(type)
  })

  test('a stranger’s large body is not read', async () => {
    const response = await fetch(`${house.origin}/api/curator/artworks/x/operations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"a":"${'x'.repeat(1_000_000)}`,
    })
    expect(await problemOf(response)).toBe('sign-in-needed')
  })

  test('a method that an address does not have is named, and so are those it has', async () => {
    const paths = [...new Set(endpoints.map(({ path }) => path))]
    for (const path of paths) {
      const known = endpoints.filter((endpoint) => endpoint.path === path).map(({ method }) => method)
      const unknown = ['PUT', 'POST', 'PATCH', 'DELETE', 'GET'].find(
        (method) => !known.some((one) => one === method),
      )
      const response = await send(path.replace(/\{\w+\}/g, 'x'), { method: unknown ?? 'TRACE' })
      expect(response.status).toBe(405)
      expect(await problemOf(response)).toBe('method-not-allowed')
      expect(response.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(known))
    }
  })

  test.each(['/api', '/api/', '/api/findes/ikke', '/api/tiles', '/api/artworks/x/../../etc/passwd/y'])(
    '%s is not found',
    async (path) => {
      expect(await problemOf(await send(path))).toBe('not-found')
    },
  )

  test.each([
    '/api/tiles/%E0%A4%A',
    '/api/tiles/..%2F..%2Fcookie-secret',
    '/api/artworks/%00',
    "/api/artworks/x'--",
  ])('%s is a bad request', async (path) => {
    expect(await problemOf(await send(path))).toBe('bad-request')
  })

  test('asked for its head only, a stream of events and a picture end at once', async () => {
    const { token } = await callerOf(house.origin)(createScreen, {})
    const headers = { authorization: `Screen ${token}` }
    const response = await fetch(`${house.origin}/api/screen/events`, { method: 'HEAD', headers })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })
})

describe('values that fit the shape and not the world', () => {
  test('unknown fields are left out, and what cannot be seen is taken out of words', async () => {
    const { artwork } = await makeArtwork(curator, {
      title: 'Små\u0000 skridt \ud800',
      invitation: 'En linje\r\nto\u0007',
    })
    expect(artwork.title).toBe('Små  skridt \ufffd')
    expect(artwork.invitation).toBe('En linje\nto')
    const card = await sendPiece(house.origin, {
      ...place,
      kind: 'text',
      content: 'hej\u0000 med dig',
      credit: { kind: 'name', name: 'Bo\u0000\u001b[31m' },
    })
    const piece = await callerOf(house.origin, card.headers)(getCard, {})
    expect(piece.credit).toEqual({ kind: 'name', name: 'Bo [31m' })
    await callerOf(house.origin, card.headers)(changeCard, {
      body: { credit: { kind: 'name', name: 'Eva\u0000' } },
    })
  })

  test('words of nothing but what cannot be seen are none', async () => {
    const body = { code: 'nul', name: '\u0000\u0001', kind: 'boform' as const, town: 'x' }
    await expect(curator.call(createHouse, { body })).rejects.toMatchObject({ type: 'bad-request' })
  })

  test('an artwork that closes before it opens, or in the year 0, is refused', async () => {
    const { artwork } = await makeArtwork(curator)
    const given = { ...artwork, houses: [], opensAt: '2026-05-01T10:00:00.5Z' }
    const create = (more: object) =>
      send('/api/curator/artworks', {
        method: 'POST',
        body: JSON.stringify({ ...given, slug: `v-${randomUUID()}`, ...more }),
      })
    expect(await problemOf(await create({ closesAt: '2026-05-01T10:00:00Z' }))).toBe('bad-request')
    expect(await problemOf(await create({ opensAt: '0000-05-01T10:00:00Z' }))).toBe('bad-request')
    expect((await create({ closesAt: '2026-05-01T10:00:01Z' })).status).toBe(201)
  })

  test('a screen that says it shows an impossible edition is not believed', async () => {
    const { token } = await callerOf(house.origin)(createScreen, {})
    const screen = callerOf(house.origin, { authorization: `Screen ${token}` })
    for (const edition of [-1, 0, 3_000_000_000, 1e300])
      await expect(screen(reportScreen, { body: { edition } })).rejects.toMatchObject({ type: 'bad-request' })
  })

  test('an id in capitals is the same id', async () => {
    const id = randomUUID()
    const piece = { ...place, kind: 'text' as const, content: 'med store' }
    expect((await sendInCase(piece, id.toUpperCase())).status).toBe(200)
    const sent = await Promise.all(
      [id, id.toUpperCase(), id, id.toUpperCase()].map((one) => sendInCase(piece, one)),
    )
    expect(sent.filter(({ status }) => status === 200)).toHaveLength(4)
    const { rows } = await sql`select from piece where id = ${id}`.execute(house.deps.db)
    expect(rows).toHaveLength(1)
    await until(
      async () =>
        (
          await sql<{ state: string }>`select preparation as state from piece where id = ${id}`.execute(
            house.deps.db,
          )
        ).rows[0]?.state,
      (state) => state === 'ready',
    )
  })

  async function sendInCase(piece: { house: string; content: string }, id: string): Promise<Response> {
    const form = new FormData()
    const cardHash = '0'.repeat(48) + id.toLowerCase().replaceAll('-', '').slice(0, 16)
    const credit = { kind: 'none' }
    form.set(
      'piece',
      JSON.stringify({ kind: 'text', house: piece.house, credit, consents: yesTo('screen'), cardHash }),
    )
    form.set('content', new Blob([piece.content]), 'content')
    return fetch(`${house.origin}/api/artworks/${place.slug}/pieces/${id}`, { method: 'PUT', body: form })
  }
})

test('an operation’s id and a placement’s id belong to one artwork', async () => {
  const approved = async (slug: string, code: string) => {
    const piece = await sendPiece(house.origin, { slug, house: code, kind: 'text', content: 'sol' })
    await untilPrepared(house.origin, piece)
    await approve(curator, piece.id)
    return piece.id
  }
  const [one, other] = [await makeArtwork(curator), await makeArtwork(curator)]
  const [first, second] = [
    await approved(one.slug, one.houseCode),
    await approved(other.slug, other.houseCode),
  ]
  const box = { xMm: 1, yMm: 1, widthMm: 9, heightMm: 9, rotationDeg: 0, slot: null, layer: 0, locked: false }
  const [placement, operation] = [randomUUID(), randomUUID()]
  const request = (pieceId: string, clientOpId: string) => ({
    kind: 'place' as const,
    clientOpId,
    changes: [{ do: 'add' as const, id: placement, values: { ...box, pieceId } }],
  })
  await curator.call(applyOperation, { params: { slug: one.slug }, body: request(first, operation) })
  const again = { params: { slug: other.slug }, body: request(second, operation) }
  await expect(curator.call(applyOperation, again)).rejects.toMatchObject({ type: 'bad-request' })
  const taken = { params: { slug: other.slug }, body: request(second, randomUUID()) }
  await expect(curator.call(applyOperation, taken)).rejects.toMatchObject({ type: 'already-placed' })
  expect((await curator.call(getComposition, { params: { slug: other.slug } })).seq).toBe(0)
})

test('one e-mail asked for by two invitations at once is one account', async () => {
  const tokens = await Promise.all([invite(house.deps, 'curator'), invite(house.deps, 'curator')])
  const body = { name: 'Eva', email: 'Eva@Example.dk', password: 'en helt anden kode' }
  const tries = await Promise.allSettled(
    tokens.map((token) => callerOf(house.origin)(acceptInvitation, { params: { token }, body })),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { type: 'email-taken' } })
})

test('a house of that code or an artwork of that address that is there already says so, also twice at once', async () => {
  const name = { name: 'Huset', kind: 'boform' as const, town: 'Kolding' }
  const houses = await Promise.allSettled(
    [1, 2].map(() => curator.call(createHouse, { body: { ...name, code: 'to' } })),
  )
  expect(houses.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const { artwork } = await makeArtwork(curator)
  const body = { ...artwork, houses: ['findes-ikke'], slug: `ny-${randomUUID()}` }
  await expect(curator.call(createArtwork, { body })).rejects.toMatchObject({ type: 'house-not-found' })
})

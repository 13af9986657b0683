/** Forms and parts that come in otherwise than our phone sends them: refused with the reason, and nothing of them is left. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { storedKeys } from '#tests/support/house.ts'
import { until, yesTo } from '#tests/support/maker.ts'
import { problemOf, senderOf } from '#tests/support/plain-request.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
const send = senderOf(house, curator)
let place: { slug: string; house: string }

beforeAll(async () => {
  ;({ place } = await makeArtwork(curator))
})

const unfinished = () => readdir(join(house.dataDir, 'files', '.unfinished')).catch(() => [])

describe('a form that is not as it should be', () => {
  const head = (boundary: string) => ({ 'content-type': `multipart/form-data; boundary=${boundary}` })
  const part = (name: string, content: string, more = '') =>
    `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`
  const file = part('content', 'hej', '; filename="content"')
  const words = part('piece', '{"kind":"text"}')

  test.each([
    ['no boundary', `${words}${file}--x--`, { 'content-type': 'multipart/form-data' }],
    ['an empty boundary', `${words}${file}--x--`, head('')],
    ['another boundary', `${words}${file}--x--`, head('y')],
    ['no end', `${words}${file}`, head('x')],
    ['a cut header', `${words}--x\r\nContent-Dispos`, head('x')],
    ['nothing', '', head('x')],
    [
      'hundreds of fields',
      `${Array.from({ length: 400 }, (_, i) => part(`f${i}`, 'x')).join('')}--x--`,
      head('x'),
    ],
    ['two files', `${words}${file}${file}--x--`, head('x')],
    ['two pieces', `${words}${words}${file}--x--`, head('x')],
    ['a field of another name', `${words}${part('other', 'x')}--x--`, head('x')],
    ['a file of another name', `${words}${part('other', 'x', '; filename="x"')}--x--`, head('x')],
    ['a name that is an index', `${words}${part('piece[9999999999]', 'x')}--x--`, head('x')],
    ['a name that is a prototype', `${part('__proto__', '{}')}${file}--x--`, head('x')],
    ['a very long name', `${words}${part('n'.repeat(5000), 'x')}--x--`, head('x')],
    ['a very long piece', `${part('piece', 'x'.repeat(30_000))}--x--`, head('x')],
    ['a header in a name', `${part('piece\r\nX-Evil: 1', '{}')}${file}--x--`, head('x')],
    ['the file first and words that do not fit', `${file}${words}--x--`, head('x')],
  ])('%s is a bad request and leaves nothing behind', async (_name, body, headers) => {
    const address = `${house.origin}/api/artworks/${place.slug}/pieces/${randomUUID()}`
    const response = await fetch(address, { method: 'PUT', body, headers })
    expect(response.status).toBe(400)
    expect(await problemOf(response)).toBe('bad-request')
    await until(
      () => storedKeys(house, 'incoming'),
      (keys) => keys.length === 0,
    )
  })

  test('no form at all is a media type that is not supported', async () => {
    const response = await send(`/api/artworks/${place.slug}/pieces/${randomUUID()}`, {
      method: 'PUT',
      body: '{}',
    })
    expect(await problemOf(response)).toBe('media-type-unsupported')
  })

  test('words after the file, and a file name that wants out, come in as a piece does', async () => {
    const cardHash = randomUUID().replaceAll('-', '').repeat(2)
    const piece = {
      kind: 'text',
      house: place.house,
      credit: { kind: 'none' },
      consents: yesTo('screen'),
      cardHash,
    }
    const body = `${part('content', 'hej', '; filename="../../../../etc/passwd"')}${part('piece', JSON.stringify(piece))}--x--`
    const address = `${house.origin}/api/artworks/${place.slug}/pieces/${randomUUID()}`
    expect((await fetch(address, { method: 'PUT', body, headers: head('x') })).status).toBe(200)
  })

  test('cut off in the middle it leaves nothing behind', async () => {
    const { hostname, port } = new URL(house.origin)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    const path = `/api/artworks/${place.slug}/pieces/${randomUUID()}`
    socket.write(
      `PUT ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 9000000\r\n\r\n` +
        part('content', 'h'.repeat(200_000), '; filename="content"'),
    )
    await until(unfinished, (names) => names.length === 1)
    socket.destroy()
    await until(unfinished, (names) => names.length === 0)
    expect(await storedKeys(house, 'incoming')).toEqual([])
  })
})

describe('a part of a content that is not as it should be', () => {
  const bytes = { 'content-type': 'application/partial-upload' }
  test.each([
    ['no offset', 'x', bytes, 400, 'bad-request'],
    ['an offset below nought', 'x', { ...bytes, 'upload-offset': '-1' }, 400, 'bad-request'],
    ['an offset that is no number', 'x', { ...bytes, 'upload-offset': '0x10' }, 400, 'bad-request'],
    ['two offsets', 'x', { ...bytes, 'upload-offset': '0, 0' }, 400, 'bad-request'],
    ['an endless offset', 'x', { ...bytes, 'upload-offset': '9'.repeat(400) }, 400, 'bad-request'],
    ['an offset far out', 'x', { ...bytes, 'upload-offset': '9'.repeat(15) }, 409, 'content-incomplete'],
    ['JSON', '{}', { 'upload-offset': '0' }, 415, 'media-type-unsupported'],
    [
      'an encoding',
      'x',
      { ...bytes, 'upload-offset': '0', 'content-encoding': 'gzip' },
      415,
      'media-type-unsupported',
    ],
    ['nothing in it', '', { ...bytes, 'upload-offset': '0' }, 422, 'content-missing'],
    ['too much', 'x'.repeat(300_000), { ...bytes, 'upload-offset': '0' }, 413, 'content-too-large'],
  ])(
    '%s is answered with its reason and leaves nothing behind',
    async (_name, body, headers, status, type) => {
      const path = `/api/artworks/${place.slug}/pieces/${randomUUID()}/content`
      const response = await send(path, { method: 'PATCH', body, headers })
      expect(response.status).toBe(status)
      expect(await problemOf(response)).toBe(type)
      expect(await storedKeys(house, 'parts')).toEqual([])
    },
  )

  test('from another site’s page it is not taken', async () => {
    const path = `/api/artworks/${place.slug}/pieces/${randomUUID()}/content`
    const headers = { ...bytes, 'upload-offset': '0', 'sec-fetch-site': 'cross-site' }
    expect(await problemOf(await send(path, { method: 'PATCH', body: 'x', headers }))).toBe('cross-site')
  })

  test('an id that is none, and parts named that could not be, are bad requests', async () => {
    const path = `/api/artworks/${place.slug}/pieces/..%2F..%2Fx/content`
    const headers = { ...bytes, 'upload-offset': '0' }
    expect(await problemOf(await send(path, { method: 'PATCH', body: 'x', headers }))).toBe('bad-request')
    for (const byteSize of [0, -1, 1.5, 1e300]) {
      const piece = {
        kind: 'photo',
        house: place.house,
        credit: { kind: 'none' },
        consents: yesTo('screen'),
        cardHash: '0'.repeat(64),
        inParts: { byteSize, sha256: '0'.repeat(64) },
      }
      const form = new FormData()
      form.set('piece', JSON.stringify(piece))
      const address = `${house.origin}/api/artworks/${place.slug}/pieces/${randomUUID()}`
      expect(await problemOf(await fetch(address, { method: 'PUT', body: form }))).toBe('bad-request')
    }
  })
})

import { describe, expect, test } from 'vitest'
import { isStep, pagesOf, readAsked, readTold } from './asked.ts'

const home = 'https://vaerk.example.dk'

const asked = (path: string, given: { method?: string; mode?: string; range?: string } = {}) =>
  readAsked(
    {
      method: given.method ?? 'GET',
      url: new URL(path, home).href,
      mode: given.mode ?? 'navigate',
      headers: new Headers(given.range === undefined ? {} : { range: given.range }),
    },
    home,
  )

describe('the service worker answers', () => {
  test.each(['/v/abc', '/v/abc/1', '/v/abc/5', '/v/abc/tak', '/kort', '/kort/mine'])(
    'for the page %s',
    (path) => {
      expect(asked(path)).toEqual({ kind: 'page', key: path })
    },
  )

  test('for a page with a question in its address as for the page itself', () => {
    expect(asked('/v/abc/2?om=anden')).toEqual({ kind: 'page', key: '/v/abc/2' })
  })

  test.each([
    '/v/abc/__data.json?x-sveltekit-invalidated=011',
    '/v/abc/3/__data.json',
    '/v/abc/tak/__data.json',
  ])('for the data %s as the code has them', (path) =>
    expect(asked(path, { mode: 'cors' })).toEqual({ kind: 'data', key: '/v/abc/__data.json' }),
  )

  test.each(['/', '/vaerk/haab', '/v/abc/ark'])('only with a kind word, without net, for %s', (path) => {
    expect(asked(path)).toEqual({ kind: 'elsewhere' })
  })

  test('with a kind word when another language is chosen', () => {
    expect(asked('/sprog', { method: 'POST' })).toEqual({ kind: 'elsewhere' })
  })
})

describe('it is passed by', () => {
  test.each(['/kurator', '/kurator/vaerker/haab', '/skaerm', '/api/artworks'])('by %s', (path) => {
    expect(asked(path)).toBeNull()
  })

  test.each([
    '/api/card',
    '/api/artworks/haab/pieces/1',
    '/api/inbox',
    '/_app/version.json',
    '/service-worker.js',
  ])('by the answer of %s', (path) => {
    expect(asked(path, { mode: 'cors' })).toBeNull()
  })

  test('by whatever sends something', () => {
    for (const method of ['PUT', 'PATCH', 'POST', 'DELETE'])
      expect(asked('/api/artworks/haab/pieces/1', { method, mode: 'cors' })).toBeNull()
    expect(asked('/v/abc/ark', { method: 'POST' })).toBeNull()
  })

  test('by a part of a sound, and by other origins', () => {
    expect(asked('/api/voices/x.mp3', { mode: 'no-cors', range: 'bytes=0-' })).toBeNull()
    expect(asked('https://elsewhere.example/v/abc')).toBeNull()
  })
})

test('all that is kept for a code is asked for as a page of the way, or as its data', () => {
  for (const path of pagesOf('abc')) expect(asked(path)).toMatchObject({ key: path })
})

test('somebody is in the middle of something at a step and at the card, not at the start', () => {
  expect(['/v/abc/2', '/v/abc/tak', '/v/abc', '/kort', '/'].map((path) => isStep(home + path))).toEqual([
    ...[true, true],
    ...[false, false, false],
  ])
})

test('what it is told is read, and nothing else is heeded', () => {
  const keep = { type: 'keep', code: 'abc', language: 'da', cover: null }
  expect(readTold(keep)).toEqual(keep)
  expect(readTold({ type: 'wipe', more: 1 })).toEqual({ type: 'wipe' })
  for (const other of [null, 'wipe', {}, { type: 'forget' }, { type: 'keep', code: 1 }])
    expect(readTold(other)).toBeNull()
})

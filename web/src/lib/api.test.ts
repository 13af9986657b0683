import { expect, test } from 'vitest'
import { z } from 'zod'
import { buildHeader, endpoint } from '#core/contract/endpoint.ts'
import { call } from './api.ts'

const counted = endpoint({
  name: 'counted',
  method: 'GET',
  path: '/api/counted',
  who: 'anyone',
  summary: 'A number',
  answer: z.object({ count: z.int() }),
})

const answering =
  (body: unknown, headers: Record<string, string> = {}): typeof fetch =>
  () =>
    Promise.resolve(Response.json(body, { headers }))

const astray = { count: 'many' }

test.each([
  { of: 'no build', headers: {}, build: 'this' },
  { of: 'another build', headers: { [buildHeader]: 'another' }, build: 'this' },
  { of: 'the same build, where nobody asked for that', headers: { [buildHeader]: 'this' }, build: undefined },
])('an answer of $of is checked', async ({ headers, build }) => {
  expect(await call(answering({ count: 3, more: 1 }, headers), counted, { build })).toEqual({ count: 3 })
  await expect(call(answering(astray, headers), counted, { build })).rejects.toThrow()
})

test('an answer of the same build was checked on its way out, and is taken as it is', async () => {
  const headers = { [buildHeader]: 'this' }
  expect(await call(answering({ count: 3 }, headers), counted, { build: 'this' })).toEqual({ count: 3 })
  expect(await call(answering(astray, headers), counted, { build: 'this' })).toEqual(astray)
})

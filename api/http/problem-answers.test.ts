import { expect, test } from 'vitest'
import { z } from 'zod'
import { Problem } from '#core/contract/problems.ts'
import { NotStored, StoreFull } from '#storage/store.ts'
import { problemOf } from './problem-answers.ts'

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code })

test.each([
  ['a query that was given up', new Error('Query read timeout')],
  ['a query that PostgreSQL gave up', withCode('57014')],
  ['a server that is shutting down', withCode('57P01')],
  ['a full disk under the database', withCode('53100')],
  ['nobody at the other end', withCode('ECONNREFUSED')],
  ['nobody at either of two ends', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })],
  ['a connection that broke', new Error('Connection terminated unexpectedly')],
  ['no connection in time', new Error('timeout exceeded when trying to connect')],
  ['what a library made of it', new Error('Failed to get session', { cause: withCode('ECONNRESET') })],
])('%s: the database is away, and it is worth to come again', (_name, error) => {
  const problem = problemOf(error)
  expect(problem.type).toBe('unavailable')
  expect(problem.retryAfterSeconds).toBeGreaterThan(0)
})

test.each([
  ['our own answer that does not fit the contract', z.string().safeParse(1).error],
  ['a rule of the database that the code does not know', withCode('23514')],
  ['a mistake of ours', new TypeError('x is not a function')],
])('%s is ours and not the caller’s', (_name, error) => {
  expect(problemOf(error).type).toBe('unexpected')
})

test('what we know the reason of is said', () => {
  expect(problemOf(new Problem('card-unknown')).type).toBe('card-unknown')
  expect(problemOf(new StoreFull(null)).type).toBe('storage-full')
  expect(problemOf(new NotStored('x')).type).toBe('not-found')
  expect(problemOf(Object.assign(new Error('x'), { status: 413 })).type).toBe('content-too-large')
  expect(problemOf(Object.assign(new Error('x'), { status: 400 })).type).toBe('bad-request')
})

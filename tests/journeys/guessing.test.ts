/** A form goes through our own pages; the limits still know whose it is. */
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse({ ROLE: 'web' })

/** Fills the form at the curators' door in, from one of this machine's own addresses. */
function signIn(from: string, email: string, password: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = request(`${house.origin}/kurator/log-ind?/ind`, {
      method: 'POST',
      localAddress: from,
      headers: {
        origin: house.origin,
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
      },
    })
    sending.on('error', reject)
    sending.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sending.end(new URLSearchParams({ email, password }).toString())
  })
}

test('who guesses a curator’s password is stopped, and the curator elsewhere signs in all the same', async () => {
  const { email, password } = curator
  for (let guess = 0; guess < 10; guess++) expect(await signIn('127.0.0.2', email, 'forkert')).toBe(401)
  expect(await signIn('127.0.0.2', email, 'forkert')).toBe(429)
  expect(await signIn('127.0.0.1', email, password)).toBe(303)
})

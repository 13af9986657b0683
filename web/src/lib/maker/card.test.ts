import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { CardSecret } from '#core/contract/ids.ts'
import { cardHash, cardLink, newCardSecret } from './card.ts'

test('a card secret is 128 bits that the contract takes, and never the same twice', () => {
  const secrets = Array.from({ length: 50 }, newCardSecret)
  for (const secret of secrets) {
    expect(CardSecret.safeParse(secret).success).toBe(true)
    expect(Buffer.from(secret, 'base64url')).toHaveLength(16)
  }
  expect(new Set(secrets).size).toBe(secrets.length)
})

test('the hash is that of the 16 bytes', async () => {
  const secret = newCardSecret()
  const expected = createHash('sha256').update(Buffer.from(secret, 'base64url')).digest('hex')
  expect(await cardHash(secret)).toBe(expected)
})

test('the link carries the secret where no server sees it', () => {
  const url = new URL(cardLink('https://vaerk.example', 'abc'))
  expect(url.hash).toBe('#abc')
  expect(url.pathname).toBe('/kort')
  expect(url.search).toBe('')
})

import { expect, test } from 'vitest'
import { secretIn } from './card-link.ts'

const secret = 'AbCdEfGhIjKlMnOpQrStUw'

test.each([secret, ` ${secret}\n`, `#${secret}`, `https://faellesvaerk.example/kort#${secret}`])(
  'the secret is found in %j',
  (text) => {
    expect(secretIn(text)).toBe(secret)
  },
)

test.each(['', '#', 'abc234', `${secret}A`, 'https://faellesvaerk.example/kort'])(
  'there is no secret in %j',
  (text) => {
    expect(secretIn(text)).toBeNull()
  },
)

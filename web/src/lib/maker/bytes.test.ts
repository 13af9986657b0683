import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { PieceId } from '#core/contract/ids.ts'
import { fromBase64url, newUuid, sha256Hex, toBase64url } from './bytes.ts'

afterEach(() => vi.unstubAllGlobals())

test('base64url is the one that everybody else writes, and comes back whole', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (given) => {
      const bytes = Uint8Array.from(given)
      expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      expect(fromBase64url(toBase64url(bytes))).toEqual(bytes)
    }),
  )
})

test('a new uuid is one that the contract takes, of version 4', () => {
  const ids = Array.from({ length: 50 }, newUuid)
  for (const id of ids) expect(PieceId.parse(id)[14]).toBe('4')
  expect(new Set(ids).size).toBe(ids.length)
})

test('a phone without crypto.subtle comes to the same hash', async () => {
  const bytes = Uint8Array.from([1, 2, 3, 250])
  const hashed = await sha256Hex(bytes)
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  expect(await sha256Hex(bytes)).toBe(hashed)
  expect(hashed).toMatch(/^[0-9a-f]{64}$/)
})

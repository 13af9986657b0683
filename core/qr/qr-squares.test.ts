import fc from 'fast-check'
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { qrSquares } from './qr-squares.ts'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
const secret = fc
  .array(fc.constantFrom(...letters), { minLength: 22, maxLength: 22 })
  .map((picked) => picked.join(''))

/** The dark modules as another library draws them, once with each mask. */
function drawnByAnother(text: string): string[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((maskPattern) => {
    const { data } = encode(text, { ecc: 'Q', boostEcc: false, border: 0, maskPattern })
    return data
      .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + 4} ${y + 4}h1v1h-1z` : '')))
      .join('')
  })
}

test('the card carries the pattern that another library makes of the same link', () => {
  fc.assert(
    fc.property(secret, (made) => {
      const link = `https://vaerk.example.dk/kort#${made}`
      expect(drawnByAnother(link)).toContain(qrSquares(link).path)
    }),
    { numRuns: 10 },
  )
})

test('around the pattern four modules are left free', () => {
  const { path, sizeModules } = qrSquares('https://vaerk.example.dk/kort#abc')
  const at = [...path.matchAll(/M(\d+) (\d+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)])
  expect([Math.min(...at), Math.max(...at)]).toEqual([4, sizeModules - 5])
})

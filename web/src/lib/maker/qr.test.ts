import fc from 'fast-check'
import { create } from 'qrcode'
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { qrSquares } from './qr.ts'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
const secret = fc
  .array(fc.constantFrom(...letters), { minLength: 22, maxLength: 22 })
  .map((picked) => picked.join(''))

/** The dark modules as the other library draws them, whose codes the curators' posters carry. */
function drawnByAnother(text: string): string {
  const { maskPattern, version } = encode(text, { ecc: 'Q', border: 0 })
  const masks = [0, 1, 2, 3, 4, 5, 6, 7] as const
  const { modules } = create([{ data: new TextEncoder().encode(text), mode: 'byte' }], {
    errorCorrectionLevel: 'Q',
    version,
    maskPattern: masks[maskPattern] ?? 0,
  })
  let path = ''
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; x += 1) if (modules.get(y, x)) path += `M${x + 4} ${y + 4}h1v1h-1z`
  return path
}

test('the card carries the pattern that another library makes of the same link', () => {
  fc.assert(
    fc.property(secret, (made) => {
      const link = `https://vaerk.example.dk/kort#${made}`
      expect(qrSquares(link).path).toBe(drawnByAnother(link))
    }),
    { numRuns: 50 },
  )
})

test('around the pattern four modules are left free', () => {
  const { path, sizeModules } = qrSquares('https://vaerk.example.dk/kort#abc')
  const at = [...path.matchAll(/M(\d+) (\d+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)])
  expect([Math.min(...at), Math.max(...at)]).toEqual([4, sizeModules - 5])
})

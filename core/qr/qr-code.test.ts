import fc from 'fast-check'
import { create } from 'qrcode'
import { expect, test } from 'vitest'
import { qrCode } from './qr-code.ts'

const masks = [0, 1, 2, 3, 4, 5, 6, 7] as const

const spelt = (rows: readonly (readonly boolean[])[]) =>
  rows.map((row) => row.map((dark) => (dark ? '#' : '.')).join('')).join('\n')

/** The same text as another library draws it, once with each mask. */
function drawnByAnother(text: string): string[] {
  return masks.map((maskPattern) => {
    const { modules } = create([{ data: new TextEncoder().encode(text), mode: 'byte' }], {
      errorCorrectionLevel: 'Q',
      maskPattern,
    })
    const places = Array.from({ length: modules.size }, (_, at) => at)
    return spelt(places.map((y) => places.map((x) => modules.get(y, x) === 1)))
  })
}

test('is what another library draws of the same text with one of the masks', () => {
  const text = fc
    .nat(180)
    .chain((length) => fc.string({ minLength: length, maxLength: length, unit: 'grapheme-ascii' }))
  fc.assert(
    fc.property(text, (given) => {
      expect(drawnByAnother(given)).toContain(spelt(qrCode(given)))
    }),
    { numRuns: 25 },
  )
})

test.each([1, 11, 12, 20, 33, 48, 60, 74, 86, 108, 130, 131, 151, 177, 203, 482])(
  'fills a version to its last byte: %i bytes',
  (length) => {
    const text = 'x'.repeat(length)
    expect(drawnByAnother(text)).toContain(spelt(qrCode(text)))
  },
)

test('letters beyond ASCII are bytes', () => {
  expect(drawnByAnother('Fællesværk')).toContain(spelt(qrCode('Fællesværk')))
})

test('says so when a text is too long', () => {
  expect(() => qrCode('x'.repeat(483))).toThrow(RangeError)
})

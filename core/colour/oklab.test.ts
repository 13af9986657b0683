import fc from 'fast-check'
import { converter } from 'culori'
import { expect, test } from 'vitest'
import { deltaEOk, encoded, hexToOklab, linear, oklabToHex } from './oklab.ts'

const hex = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((rgb) => '#' + rgb.map((byte) => byte.toString(16).padStart(2, '0')).join(''))

test('every 8-bit value survives the way to light and back', () => {
  for (let byte = 0; byte < 256; byte++) expect(encoded(linear(byte))).toBe(byte)
})

test('every colour survives the way to OKLab and back', () => {
  fc.assert(
    fc.property(hex, (colour) => {
      expect(oklabToHex(hexToOklab(colour))).toBe(colour)
    }),
  )
})

test('colours are where an independent library puts them', () => {
  const theirs = converter('oklab')
  fc.assert(
    fc.property(hex, (colour) => {
      const mine = hexToOklab(colour)
      const other = theirs(colour)
      expect(deltaEOk(mine, { L: other?.l ?? 0, a: other?.a ?? 0, b: other?.b ?? 0 })).toBeLessThan(1e-4)
    }),
  )
})

test('black and white are as far apart as can be, and nothing is far from itself', () => {
  expect(deltaEOk(hexToOklab('#000000'), hexToOklab('#ffffff'))).toBeCloseTo(1, 5)
  expect(deltaEOk(hexToOklab('#ffb000'), hexToOklab('#ffb000'))).toBe(0)
})

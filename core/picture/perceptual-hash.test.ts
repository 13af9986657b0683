import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lightnessPlane, type LightnessPlane } from './lightness.ts'
import { hashDistance, perceptualHash } from './perceptual-hash.ts'

/** A picture of anything: light and dark at every pixel, from a seed. */
const busy = (widthPx: number, heightPx: number, seed: number): LightnessPlane => {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return { values: Float64Array.from({ length: widthPx * heightPx }, next), widthPx, heightPx }
}
const changed = (plane: LightnessPlane, value: (value: number, pixel: number) => number): LightnessPlane => ({
  ...plane,
  values: plane.values.map(value),
})
const seed = fc.integer({ min: 1, max: 1_000_000 })
const wide = fc.integer({ min: 23, max: 64 })
const hashOf = (plane: LightnessPlane): string => perceptualHash(plane) ?? 'none'

test('a hash is 64 bits', () => {
  fc.assert(
    fc.property(wide, wide, seed, (widthPx, heightPx, from) => {
      expect(perceptualHash(busy(widthPx, heightPx, from))).toMatch(/^[01]{64}$/)
    }),
  )
})

test('a flat picture has none, nor one that is almost flat, nor a ramp, nor one too narrow to be looked at', () => {
  fc.assert(
    fc.property(seed, fc.double({ min: 0, max: 1, noNaN: true }), (from, value) => {
      expect(perceptualHash({ values: new Float64Array(64 * 48).fill(value), widthPx: 64, heightPx: 48 })).toBeNull() // prettier-ignore
      const almost = changed(busy(64, 48, from), (noise) => value * 0.9 + noise / 255)
      expect(perceptualHash(almost)).toBeNull()
      expect(perceptualHash(busy(64, 22, from))).toBeNull()
    }),
  )
  const ramp = Float64Array.from({ length: 64 * 64 }, (_, pixel) => (pixel % 64) / 63)
  expect(perceptualHash({ values: ramp, widthPx: 64, heightPx: 64 })).toBeNull()
})

test('lighter, darker and fainter it is the same; as a negative every bit is another', () => {
  fc.assert(
    fc.property(seed, fc.double({ min: 0.3, max: 1, noNaN: true }), (from, contrast) => {
      const plane = busy(64, 48, from)
      const fainter = changed(plane, (value) => 0.1 + value * contrast)
      expect(hashDistance(hashOf(plane), hashOf(fainter))).toBe(0)
      const negative = changed(plane, (value) => 1 - value)
      expect(hashDistance(hashOf(plane), hashOf(negative))).toBe(64)
    }),
  )
})

test('two pictures of nothing in common differ in about half of the bits', () => {
  fc.assert(
    fc.property(seed, seed, (one, other) => {
      fc.pre(one !== other)
      expect(hashDistance(hashOf(busy(64, 48, one)), hashOf(busy(64, 48, other)))).toBeGreaterThan(8)
    }),
  )
})

test('distance is none to itself, the same both ways, and never longer by a detour', () => {
  const hash = fc
    .array(fc.constantFrom('0', '1'), { minLength: 64, maxLength: 64 })
    .map((bits) => bits.join(''))
  fc.assert(
    fc.property(hash, hash, hash, (a, b, c) => {
      expect(hashDistance(a, a)).toBe(0)
      expect(hashDistance(a, b)).toBe(hashDistance(b, a))
      expect(hashDistance(a, c)).toBeLessThanOrEqual(hashDistance(a, b) + hashDistance(b, c))
    }),
  )
})

test('lightness is 0 for black, 1 for white, and as the eye has it between', () => {
  const { values } = lightnessPlane(Uint8Array.from([0, 0, 0, 255, 255, 255, 119, 119, 119]), 3, 1)
  expect(values[0]).toBe(0)
  expect(values[1]).toBeCloseTo(1, 6)
  expect(values[2]).toBeCloseTo(0.57, 2)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { featureLength } from '../colour/features.ts'
import { isSamePicture, type Likeness } from './same-picture.ts'

const anyLikeness: fc.Arbitrary<Likeness> = fc.record({
  perceptualHash: fc
    .array(fc.constantFrom('0', '1'), { minLength: 64, maxLength: 64 })
    .map((bits) => bits.join('')),
  features: fc.int8Array({ minLength: featureLength, maxLength: featureLength }),
  widthPx: fc.integer({ min: 64, max: 8000 }),
  heightPx: fc.integer({ min: 64, max: 8000 }),
})

const turned = ({ perceptualHash }: Likeness, count: number): string =>
  Array.from(perceptualHash, (bit, at) => (at >= count ? bit : bit === '0' ? '1' : '0')).join('')

test('a picture is the same as itself, and as itself made smaller', () => {
  fc.assert(
    fc.property(anyLikeness, fc.integer({ min: 64, max: 4000 }), (one, longSide) => {
      expect(isSamePicture(one, one)).toBe(true)
      const by = Math.min(1, longSide / Math.max(one.widthPx, one.heightPx))
      const widthPx = Math.max(1, Math.round(one.widthPx * by))
      const heightPx = Math.max(1, Math.round(one.heightPx * by))
      expect(isSamePicture(one, { ...one, widthPx, heightPx })).toBe(true)
    }),
  )
})

test('what is like nothing is the same as nothing, not even as another such', () => {
  fc.assert(
    fc.property(anyLikeness, (one) => {
      expect([isSamePicture(one, null), isSamePicture(null, one), isSamePicture(null, null)]).toEqual([
        false,
        false,
        false,
      ])
    }),
  )
})

test('three bits may differ and four not, whatever else is equal', () => {
  fc.assert(
    fc.property(anyLikeness, (one) => {
      expect(isSamePicture(one, { ...one, perceptualHash: turned(one, 3) })).toBe(true)
      expect(isSamePicture(one, { ...one, perceptualHash: turned(one, 4) })).toBe(false)
    }),
  )
})

test('other colours, another shape, or turned on its side: another picture', () => {
  fc.assert(
    fc.property(anyLikeness, (one) => {
      const features = one.features.map((value) => (value > 0 ? value - 1 : value + 1))
      expect(isSamePicture(one, { ...one, features })).toBe(false)
      expect(isSamePicture(one, { ...one, widthPx: one.widthPx + 20, heightPx: one.heightPx })).toBe(
        20 * one.heightPx <= Math.max(one.widthPx + 20, one.heightPx),
      )
      const onItsSide = { ...one, widthPx: one.heightPx, heightPx: one.widthPx }
      fc.pre(Math.abs(one.widthPx - one.heightPx) > 2)
      expect(isSamePicture(one, onItsSide)).toBe(false)
    }),
  )
})

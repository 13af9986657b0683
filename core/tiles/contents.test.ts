import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Sha256 } from '../contract/ids.ts'
import {
  baseTiles,
  baseTileSentence,
  fittingPicture,
  upperTileSentence,
  type ShownPlace,
  type StoredPicture,
} from './contents.ts'
import { boxInPixels } from './pyramid.ts'

const size = { widthMm: 1000, heightMm: 800, widthPx: 2000, heightPx: 1600 }
const hash = (digit: string) => Sha256.parse(digit.repeat(64))
const sizes: StoredPicture[] = [
  { sha256: hash('a'), widthPx: 128, heightPx: 96 },
  { sha256: hash('b'), widthPx: 512, heightPx: 384 },
  { sha256: hash('c'), widthPx: 2048, heightPx: 1536 },
]
const place = (xMm: number, yMm: number, more: Partial<ShownPlace['box']> = {}): ShownPlace => ({
  box: { xMm, yMm, widthMm: 100, heightMm: 75, rotationDeg: 0, ...more },
  shown: { kind: 'picture', sizes },
})
const sentences = (places: readonly ShownPlace[], background = '#d9e2ec') =>
  [...baseTiles({ size, background, places })].map(({ contents }) => baseTileSentence(contents))

const anyPlace = fc
  .record({
    xMm: fc.double({ min: -50, max: 1050, noNaN: true }),
    yMm: fc.double({ min: -50, max: 850, noNaN: true }),
    rotationDeg: fc.oneof(fc.constant(0), fc.double({ min: -360, max: 360, noNaN: true })),
  })
  .map(({ xMm, yMm, rotationDeg }) => place(xMm, yMm, { rotationDeg }))

test('an empty work is made of tiles that are all named alike where they are equally large', () => {
  const all = sentences([])
  expect(all).toHaveLength(4 * 4)
  expect(new Set(all).size).toBe(4)
})

test('a piece changes the tiles that it touches and no other', () => {
  const before = sentences([])
  const after = sentences([place(512, 100)])
  const changed = after.flatMap((sentence, i) => (sentence === before[i] ? [] : [i]))
  expect(changed).toEqual([1, 2].map((column) => column))
})

test('the same piece at the same spot of another tile makes an equal tile', () => {
  const [one, other] = [sentences([place(128, 128)]), sentences([place(384, 384)])]
  expect(one[0]).toBe(other[5])
})

test('what cannot be seen makes no new tile, what can be seen does', () => {
  fc.assert(
    fc.property(anyPlace, (shown) => {
      const nudged = { ...shown, box: { ...shown.box, xMm: shown.box.xMm + 1e-9 } }
      const differing = sentences([shown]).filter((sentence, i) => sentence !== sentences([nudged])[i])
      // Only a rounding that lies just there may tip.
      expect(differing.length).toBeLessThanOrEqual(4)
    }),
  )
  expect(sentences([place(100, 100)])).not.toEqual(sentences([place(101, 100)]))
  expect(sentences([place(100, 100)], '#ffffff')).not.toEqual(sentences([place(100, 100)]))
})

test('order matters where pieces overlap: which lies on top is part of the name', () => {
  const [one, other] = [place(100, 100), { ...place(110, 110), shown: { kind: 'marigold' } as const }]
  expect(sentences([one, other])[0]).not.toBe(sentences([other, one])[0])
})

test('what words without card stand on is part of the name, and of no other thing’s', () => {
  const { box } = place(100, 100)
  const words = (paper: string | null): ShownPlace => ({
    box,
    shown: { kind: 'element', element: { kind: 'words', text: 'Hej', paper } },
  })
  const on = (places: readonly ShownPlace[], ground?: string) =>
    [...baseTiles({ size, background: '#ffffff', ...(ground && { ground }), places })].map(({ contents }) =>
      baseTileSentence(contents),
    )
  expect(on([words(null)], '#0b1020')).not.toEqual(on([words(null)]))
  expect(on([words(null)], '#ffffff')).toEqual(on([words(null)]))
  expect(on([words('#f2e6c9'), place(300, 300)], '#0b1020')).toEqual(on([words('#f2e6c9'), place(300, 300)]))
})

test('pieces elsewhere do not matter', () => {
  fc.assert(
    fc.property(fc.array(anyPlace, { maxLength: 20 }), (places) => {
      const all = [...baseTiles({ size, background: '#ffffff', places })]
      for (const { contents } of all) expect(contents.items.length).toBeLessThanOrEqual(places.length)
      const far = [...places, place(5000, 5000)]
      expect(sentences(far)).toEqual(sentences(places))
    }),
  )
})

test('a piece is drawn from the smallest size that need not be enlarged', () => {
  const fitting = (widthMm: number) =>
    fittingPicture(
      sizes,
      boxInPixels({ xMm: 0, yMm: 0, widthMm, heightMm: widthMm * 0.75, rotationDeg: 20 }, size),
    )
  expect(fitting(60)).toBe(sizes[0])
  expect(fitting(70)).toBe(sizes[1])
  expect(fitting(256)).toBe(sizes[1])
  expect(fitting(300)).toBe(sizes[2])
  expect(fitting(3000)).toBe(sizes[2])
})

test('an upper tile is named by its four, each in its place', () => {
  const [a, b] = [hash('a'), hash('b')]
  expect(upperTileSentence([a, b, null, null])).not.toBe(upperTileSentence([a, null, b, null]))
  expect(upperTileSentence([a, b, null, null])).toBe(upperTileSentence([a, b, null, null]))
})

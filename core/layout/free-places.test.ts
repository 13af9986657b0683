import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Box } from '../contract/geometry.ts'
import { freePlaces, type SeenPlace } from './free-places.ts'

const frame = { widthMm: 1600, heightMm: 900 }

const seen = (box: Partial<Box>, shows: SeenPlace['shows'] = 'piece', busyness = 0.5): SeenPlace => ({
  box: { xMm: 0, yMm: 0, widthMm: 200, heightMm: 150, rotationDeg: 0, ...box },
  shows,
  busyness,
})

/** Cells of 200 × 150 over the whole frame, but those left out. */
const wall = (isLeftOut: (column: number, row: number) => boolean, busyness = (_: number) => 0.5) =>
  Array.from({ length: 48 }, (_, i) => ({ column: i % 8, row: Math.floor(i / 8), i }))
    .filter(({ column, row }) => !isLeftOut(column, row))
    .map(({ column, row, i }) => seen({ xMm: 100 + 200 * column, yMm: 75 + 150 * row }, 'piece', busyness(i)))

const edges = ({ xMm, yMm, widthMm, heightMm }: Box) => ({
  left: xMm - widthMm / 2,
  right: xMm + widthMm / 2,
  top: yMm - heightMm / 2,
  bottom: yMm + heightMm / 2,
})

/** With a tenth of a millimetre for the rounding. */
const overlap = (one: Box, other: Box) => {
  const [a, b] = [edges(one), edges(other)]
  return a.left < b.right - 0.1 && b.left < a.right - 0.1 && a.top < b.bottom - 0.1 && b.top < a.bottom - 0.1
}

test('an empty work is cut into calm places of a fair size', () => {
  const places = freePlaces(frame, [])
  expect(places.length).toBeGreaterThan(8)
  expect(places.every(({ standing }) => standing === 'free')).toBe(true)
  expect(new Set(places.map(({ box }) => box.widthMm)).size).toBe(1)
})

test('the hole between the pieces is found, and only that', () => {
  const places = freePlaces(
    frame,
    wall((column, row) => column === 5 && row === 2),
  )
  expect(places).toHaveLength(1)
  expect(places[0]?.standing).toBe('free')
  expect(places[0]?.box.xMm).toBeCloseTo(1100, -2)
  expect(places[0]?.box.yMm).toBeCloseTo(375, -2)
})

test('where a piece was taken down is a place, though a marigold stands there', () => {
  const marigold = seen({ xMm: 300, yMm: 225 }, 'marigold')
  const places = freePlaces(frame, [...wall((column, row) => column === 1 && row === 1), marigold])
  expect(places).toEqual([{ box: marigold.box, standing: 'free' }])
})

test('a quiet place is taken where there is neither hole nor marigold', () => {
  const quiet = seen({ xMm: 300, yMm: 225 }, 'nothing')
  const places = freePlaces(frame, [...wall((column, row) => column === 1 && row === 1), quiet])
  expect(places).toEqual([{ box: quiet.box, standing: 'free' }])
})

test('a full work is laid over where it is calmest, and says so', () => {
  const full = wall(
    () => false,
    (i) => (i === 11 ? 0.01 : 0.5 + i / 100),
  )
  const [first, ...others] = freePlaces(frame, full)
  expect(first).toEqual({ box: full[11]?.box, standing: 'over' })
  expect(others.every(({ standing }) => standing === 'over')).toBe(true)
  expect(others.length).toBeLessThan(48)
})

test('gaps between pieces are no places', () => {
  const gaps = wall(() => false).map((place) => ({
    ...place,
    box: { ...place.box, widthMm: 150, heightMm: 110 },
  }))
  expect(freePlaces(frame, gaps).every(({ standing }) => standing === 'over')).toBe(true)
})

test('whatever hangs there, a place is in the work, and what is called free covers no piece', () => {
  const box = fc.record({
    xMm: fc.double({ min: -200, max: 1800, noNaN: true }),
    yMm: fc.double({ min: -200, max: 1100, noNaN: true }),
    widthMm: fc.double({ min: 1, max: 700, noNaN: true }),
    heightMm: fc.double({ min: 1, max: 700, noNaN: true }),
    rotationDeg: fc.constant(0),
  })
  const piece = fc.record({
    box,
    shows: fc.constant('piece' as const),
    busyness: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const places = freePlaces(frame, pieces)
      expect(places.length).toBeGreaterThan(0)
      expect(places.length).toBeLessThanOrEqual(25)
      expect(freePlaces(frame, pieces)).toEqual(places)
      for (const place of places.filter(({ standing }) => standing === 'free')) {
        const { left, right, top, bottom } = edges(place.box)
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(-0.1)
        expect(right).toBeLessThanOrEqual(frame.widthMm + 0.1)
        expect(bottom).toBeLessThanOrEqual(frame.heightMm + 0.1)
        expect(pieces.filter((one) => overlap(one.box, place.box))).toEqual([])
      }
    }),
  )
})

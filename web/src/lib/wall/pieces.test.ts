import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contains, corners, inReadingOrder, pieceAt, upright } from './pieces.ts'

const length = fc.double({ min: 1, max: 5000, noNaN: true })
const place = fc.double({ min: -5000, max: 5000, noNaN: true })
const boxes = fc.record({
  xMm: place,
  yMm: place,
  widthMm: length,
  heightMm: length,
  rotationDeg: fc.double({ min: -360, max: 360, noNaN: true }),
})

const box = (xMm: number, yMm: number, widthMm = 100, heightMm = 100, rotationDeg = 0) => ({
  xMm,
  yMm,
  widthMm,
  heightMm,
  rotationDeg,
})

test('a box holds every point between its middle and its corners, however it is turned', () => {
  fc.assert(
    fc.property(boxes, fc.nat(3), fc.double({ min: 0, max: 0.999, noNaN: true }), (given, n, part) => {
      const corner = corners(given)[n] ?? given
      expect(
        contains(given, {
          xMm: given.xMm + (corner.xMm - given.xMm) * part,
          yMm: given.yMm + (corner.yMm - given.yMm) * part,
        }),
      ).toBe(true)
    }),
  )
})

test('a box does not hold what lies beyond its corners', () => {
  fc.assert(
    fc.property(boxes, fc.nat(3), fc.double({ min: 1.01, max: 10, noNaN: true }), (given, n, part) => {
      const corner = corners(given)[n] ?? given
      expect(
        contains(given, {
          xMm: given.xMm + (corner.xMm - given.xMm) * part,
          yMm: given.yMm + (corner.yMm - given.yMm) * part,
        }),
      ).toBe(false)
    }),
  )
})

test('the upright box around a turned one holds all its corners', () => {
  fc.assert(
    fc.property(boxes, (given) => {
      const around = upright(given)
      const grown = { ...around, widthMm: around.widthMm + 0.001, heightMm: around.heightMm + 0.001 }
      for (const corner of corners(given)) expect(contains(grown, corner)).toBe(true)
    }),
  )
})

test('a quarter turn clockwise lays a wide box on end', () => {
  const standing = upright(box(0, 0, 200, 100, 90))
  expect(standing.widthMm).toBeCloseTo(100)
  expect(standing.heightMm).toBeCloseTo(200)
  expect(corners(box(0, 0, 200, 100, 90))[0].xMm).toBeCloseTo(50)
})

test('a tap meets the piece on the highest layer', () => {
  const below = { name: 'below', layer: 1, box: box(0, 0) }
  const above = { name: 'above', layer: 2, box: box(40, 0) }
  expect(pieceAt([above, below], { xMm: 20, yMm: 0 })?.name).toBe('above')
  expect(pieceAt([above, below], { xMm: -20, yMm: 0 })?.name).toBe('below')
})

test('on one layer a tap meets the piece that lies last', () => {
  const first = { name: 'first', layer: 0, box: box(0, 0) }
  const last = { name: 'last', layer: 0, box: box(40, 0) }
  expect(pieceAt([first, last], { xMm: 20, yMm: 0 })?.name).toBe('last')
})

test('a tap beside everything meets nothing', () => {
  expect(pieceAt([{ layer: 0, box: box(0, 0) }], { xMm: 51, yMm: 0 })).toBeNull()
  expect(pieceAt([], { xMm: 0, yMm: 0 })).toBeNull()
})

test('pieces are read in rows from the top, each from the left, though they hang a little unevenly', () => {
  const pieces = [
    { name: '4', layer: 0, box: box(60, 170) },
    { name: '3', layer: 0, box: box(300, 55) },
    { name: '1', layer: 0, box: box(50, 60) },
    { name: '2', layer: 0, box: box(170, 45) },
  ]
  expect(inReadingOrder(pieces).map((piece) => piece.name)).toEqual(['1', '2', '3', '4'])
})

test('reading order loses nobody and names nobody twice', () => {
  fc.assert(
    fc.property(fc.array(boxes), (given) => {
      const pieces = given.map((one, n) => ({ n, layer: 0, box: one }))
      const read = inReadingOrder(pieces).map((piece) => piece.n)
      expect(read.toSorted((a, b) => a - b)).toEqual(pieces.map((piece) => piece.n))
    }),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cssMatrix, inverted, mapPoint, followedBy, scaled, squareToQuad, turned } from './homography.ts'
import { isSheet, turnPoint, turns, type Point, type Quad } from './quad.ts'

const square: Quad = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
]
const share = fc.double({ min: 0, max: 1, noNaN: true })
const sheet = fc
  .tuple(
    ...([square[0], square[1], square[2], square[3]] as const).map(([x, y]) =>
      fc.tuple(share, share).map(([dx, dy]): Point => [x + (0.5 - x) * dx * 0.9, y + (0.5 - y) * dy * 0.9]),
    ),
  )
  .map(([a = square[0], b = square[1], c = square[2], d = square[3]]): Quad => [a, b, c, d])
  .filter(isSheet)

const close = ([x, y]: Point, [toX, toY]: Point): void => {
  expect(x).toBeCloseTo(toX, 8)
  expect(y).toBeCloseTo(toY, 8)
}

test('the corners of the square become the corners of the quad, and every place comes back', () => {
  fc.assert(
    fc.property(sheet, share, share, (quad, u, v) => {
      const there = squareToQuad(quad)
      for (const [at, corner] of square.entries()) close(mapPoint(there, corner), quad[at] ?? corner)
      close(mapPoint(inverted(there), mapPoint(there, [u, v])), [u, v])
      close(mapPoint(followedBy(there, inverted(there)), [u, v]), [u, v])
    }),
  )
})

test('turning the square turns its places', () => {
  for (const turn of turns) close(mapPoint(turned(turn), [0.2, 0.7]), turnPoint([0.2, 0.7], turn))
})

test('CSS is told the same mapping, column by column', () => {
  expect(cssMatrix(scaled(2, 3))).toBe(
    `matrix3d(${[2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1].map((cell) => cell.toFixed(9)).join(',')})`,
  )
})

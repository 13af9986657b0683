import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSheet, turnBack, turnPoint, turnQuad, turnedOnce, turns, type Quad } from './quad.ts'

const whole: Quad = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
]
const leaning: Quad = [
  [0.2, 0.1],
  [0.8, 0.2],
  [0.9, 0.9],
  [0.1, 0.8],
]

test('a sheet is convex, large enough and walked clockwise; anything else is none', () => {
  expect(isSheet(whole)).toBe(true)
  expect(isSheet(leaning)).toBe(true)
  const [a, b, c, d] = leaning
  const crossed: Quad = [a, c, b, d]
  const mirrored: Quad = [b, a, d, c]
  const dented: Quad = [a, b, [0.4, 0.4], d]
  const folded: Quad = [a, b, b, d]
  const flat: Quad = [
    [0, 0.5],
    [1, 0.5],
    [1, 0.51],
    [0, 0.51],
  ]
  const triangle: Quad = [
    [0, 0],
    [0.5, 0.01],
    [1, 0],
    [0.5, 1],
  ]
  for (const none of [crossed, mirrored, dented, folded, flat, triangle]) expect(isSheet(none)).toBe(false)
})

test('whichever corner of a sheet comes first, it is the same sheet', () => {
  const [a, b, c, d] = leaning
  expect(isSheet([b, c, d, a])).toBe(true)
  expect(isSheet([d, a, b, c])).toBe(true)
})

test('four quarter turns are none, and every turn can be taken back', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.constantFrom(...turns), share, share, (turn, x, y) => {
      const [backX, backY] = turnPoint(turnPoint([x, y], turn), turnBack(turn))
      expect(backX).toBeCloseTo(x, 12)
      expect(backY).toBeCloseTo(y, 12)
    }),
  )
  expect(turns.map(turnedOnce)).toEqual([90, 180, 270, 0])
})

test('a turned sheet still begins at the upper left, and stays a sheet', () => {
  for (const turn of turns) {
    expect(turnQuad(whole, turn)).toEqual(whole)
    const turned = turnQuad(leaning, turn)
    expect(isSheet(turned)).toBe(true)
    const back = turnQuad(turned, turnBack(turn)).flat()
    for (const [at, share] of back.entries()) expect(share).toBeCloseTo(leaning.flat()[at] ?? -1, 12)
  }
  // What was the lower left corner is the upper left one after a quarter turn clockwise.
  expect(turnQuad(leaning, 90)[0]).toEqual(turnPoint([0.1, 0.8], 90))
})

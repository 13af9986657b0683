import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { marksOf, mountOf, mountStyles, styleOf } from './mount.ts'

const box = { xMm: 100, yMm: 50, widthMm: 120, heightMm: 60, rotationDeg: 15 }
const frame = { widthMm: 6000, heightMm: 3000 }

test('the line lies beneath the mat and shows at its edge, both turned as the piece is', () => {
  expect(marksOf(box, { matMm: 10, lineMm: 2 })).toEqual([
    { kind: 'line', box: { ...box, widthMm: 144, heightMm: 84 } },
    { kind: 'mat', box: { ...box, widthMm: 140, heightMm: 80 } },
  ])
  expect(marksOf(box, { matMm: 0, lineMm: 2 })).toEqual([
    { kind: 'line', box: { ...box, widthMm: 124, heightMm: 64 } },
  ])
  expect(marksOf(box, undefined)).toEqual([])
  const colours = { matColour: '#b9e3c6', lineColour: '#ffb000' }
  expect(marksOf(box, { matMm: 10, lineMm: 2, ...colours }).map(({ colour }) => colour)).toEqual([
    '#ffb000',
    '#b9e3c6',
  ])
})

test('a mount of each style is read as that style, whatever there was before', () => {
  const before = fc.option(
    fc.record({ matMm: fc.integer({ min: 0, max: 80 }), lineMm: fc.integer({ min: 0, max: 9 }) }),
    { nil: undefined },
  )
  fc.assert(
    fc.property(fc.constantFrom(...mountStyles), before, (style, mount) => {
      expect(styleOf(mountOf(style, box, frame, mount) ?? undefined)).toBe(style)
    }),
  )
})

test('another style keeps widths and colours; a first one follows the piece', () => {
  expect(mountOf('mat', box, frame, undefined)).toEqual({ matMm: 5, lineMm: 0 })
  const before = { matMm: 33, lineMm: 7, matColour: '#b9e3c6', lineColour: '#ffb000' }
  expect(mountOf('mat-and-line', box, frame, before)).toEqual(before)
  expect(mountOf('line', box, frame, before)).toEqual({ ...before, matMm: 0 })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawElement } from './drawing.ts'

const measure = (text: string) => text.length * 0.55
const size = fc.record({
  widthMm: fc.integer({ min: 20, max: 8000 }),
  heightMm: fc.integer({ min: 20, max: 4000 }),
})

const words = fc
  .array(fc.constantFrom('Vi', 'laver', 'et', 'værk', 'sammen', 'morgenfruemark'), {
    minLength: 1,
    maxLength: 9,
  })
  .map((all) => all.join(' '))

test('words stand within their box, on their paper, whatever its size', () => {
  fc.assert(
    fc.property(words, size, fc.constantFrom(null, '#ffb000'), (text, given, paper) => {
      const { words, areas, widthUnits, heightUnits } = drawElement({
        element: { kind: 'words', text, paper },
        size: given,
        ground: '#ffffff',
        measure,
      })
      expect(widthUnits / heightUnits).toBeCloseTo(given.widthMm / given.heightMm, 6)
      expect(areas.map(({ fill }) => fill)).toEqual(paper ? [paper] : [])
      for (const line of words?.lines ?? []) {
        expect(line.xPx).toBeGreaterThanOrEqual(0)
        expect(line.baselinePx).toBeGreaterThan(0)
        expect(line.baselinePx).toBeLessThanOrEqual(heightUnits)
      }
    }),
  )
})

test('a heading fills its box: its letters are as high as they can be', () => {
  const heading = drawElement({
    element: { kind: 'words', text: 'Hej', paper: null },
    size: { widthMm: 4000, heightMm: 400 },
    ground: '#ffffff',
    measure,
  })
  expect(heading.words?.fontSizePx).toBeGreaterThan(heading.heightUnits * 0.8)
})

test('words are ink on light ground and light on dark ground, on their own paper as on the work', () => {
  const fillOn = (ground: string, paper: string | null) =>
    drawElement({
      element: { kind: 'words', text: 'Hej', paper },
      size: { widthMm: 100, heightMm: 50 },
      ground,
      measure,
    }).words?.fill
  expect(fillOn('#ffffff', null)).toBe('#14213d')
  expect(fillOn('#0b1020', null)).toBe('#f7f3e8')
  expect(fillOn('#0b1020', '#f2e6c9')).toBe('#14213d')
  expect(fillOn('#ffffff', '#14213d')).toBe('#f7f3e8')
})

test('a field is its colour from edge to edge', () => {
  const { areas, widthUnits, heightUnits } = drawElement({
    element: { kind: 'field', colour: '#b9e3c6' },
    size: { widthMm: 300, heightMm: 200 },
    ground: '#ffffff',
    measure,
  })
  expect([widthUnits, Math.round(heightUnits)]).toEqual([4000, 2667])
  expect(areas).toEqual([{ path: 'M0 0H4000V2666.667H0Z', fill: '#b9e3c6' }])
})

test('a thread is as thick on the wall as it says, whatever the size of its box', () => {
  fc.assert(
    fc.property(size, fc.integer({ min: 1, max: 50 }), (given, widthMm) => {
      const { lines, widthUnits } = drawElement({
        element: {
          kind: 'thread',
          points: [
            { x: 0, y: 0 },
            { x: 1, y: 1 },
          ],
          colour: '#14213d',
          widthMm,
        },
        size: given,
        ground: '#ffffff',
        measure,
      })
      expect(((lines[0]?.width ?? 0) / widthUnits) * given.widthMm).toBeCloseTo(widthMm, 6)
    }),
  )
})

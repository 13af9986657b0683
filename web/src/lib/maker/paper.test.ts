import { expect, test } from 'vitest'
import { Drawing, paperWidthUnits } from '#core/ink/drawing.ts'
import { drawingOf, paints, paper, pens } from './paper.ts'

test('the sheet is as wide as every drawing is', () => {
  expect(paper.widthUnits).toBe(paperWidthUnits)
})

test('a drawing made with every paint and pen is one that the contract takes', () => {
  const strokes = paints.flatMap(({ colour }) =>
    Object.values(pens).map((widthUnits) => ({
      colour,
      widthUnits,
      calm: false,
      points: [[1, 2, 0.5] as const],
    })),
  )
  const drawing = drawingOf(strokes.map((stroke) => ({ ...stroke, points: [[1, 2, 0.5]] })))
  expect(Drawing.safeParse(drawing).success).toBe(true)
})

import { expect, test } from 'vitest'
import { Drawing, paperWidthUnits, type Stroke } from '#core/ink/drawing.ts'
import { usualPaints, usualPaper } from '#core/ink/paints.ts'
import { drawingOf, paper, pens, sheetColour } from './paper.ts'

test('the sheet is as wide as every drawing is', () => {
  expect(paper.widthUnits).toBe(paperWidthUnits)
})

test('a drawing made with every paint and pen is one that the contract takes', () => {
  const strokes = usualPaints.flatMap((colour) =>
    Object.values(pens).map((widthUnits) => ({
      colour,
      widthUnits,
      calm: false,
      points: [[1, 2, 0.5] satisfies Stroke['points'][number]],
    })),
  )
  const drawing = drawingOf({ paper: usualPaper, ground: null, strokes })
  expect(Drawing.parse(drawing)).toEqual({ heightUnits: 850, paper: usualPaper, strokes })
})

test('a sheet of one paint, with nothing on it, is one as well', () => {
  const sheet = { paper: usualPaper, ground: usualPaints[2], strokes: [] }
  expect(sheetColour(sheet)).toBe(usualPaints[2])
  expect(Drawing.parse(drawingOf(sheet))).toEqual({ heightUnits: 850, paper: usualPaints[2], strokes: [] })
})

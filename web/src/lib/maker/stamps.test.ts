import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Drawing } from '#core/ink/drawing.ts'
import { usualPaper } from '#core/ink/paints.ts'
import { drawingOf, paper, pens } from './paper.ts'
import { nudge, stamp } from './stamps.ts'

const form = fc.constantFrom('dot', 'ring', 'line' as const)
const how = fc.constantFrom('left', 'right', 'up', 'down', 'grow', 'shrink', 'turn' as const)

test('whatever is done to a form, its middle stays on the sheet and the contract takes it', () => {
  fc.assert(
    fc.property(form, fc.array(how, { maxLength: 80 }), (which, nudges) => {
      const stroke = nudges.reduce(nudge, stamp(which, '#14213d', pens.thick))
      expect(
        Drawing.safeParse(drawingOf({ paper: usualPaper, ground: null, strokes: [stroke] })).success,
      ).toBe(true)
      const xs = stroke.points.map(([x]) => x)
      const middle = (Math.min(...xs) + Math.max(...xs)) / 2
      expect(middle).toBeGreaterThanOrEqual(-1)
      expect(middle).toBeLessThanOrEqual(paper.widthUnits + 1)
    }),
  )
})

test('a step to the left and one to the right bring a form back', () => {
  const ring = stamp('ring', '#14213d', pens.thin)
  expect(nudge(nudge(ring, 'left'), 'right')).toEqual(ring)
})

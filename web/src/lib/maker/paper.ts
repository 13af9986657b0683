/** The sheet that a maker draws on, and the pens beside it. The paints are the artwork's. */
import type { Drawing, Stroke } from '#core/ink/drawing.ts'
import type { Draft } from './pieces.ts'

/**
 * Said again here (a test holds it to `core/ink/drawing.ts`), so that the first page need not fetch the schemas.
 * As high as fits on a 360 × 640 phone between the question and the button.
 */
export const paper = { widthUnits: 1000, heightUnits: 850 } as const

export const pens = { thin: 12, thick: 40 } as const
export type Pen = keyof typeof pens

type Drawn = Pick<Draft, 'paper' | 'ground' | 'strokes'>

/** What the strokes lie on: the artwork's paper, or the paint that was laid over all of it. */
export const sheetColour = (draft: Pick<Drawn, 'paper' | 'ground'>): string => draft.ground ?? draft.paper

export const drawingOf = (draft: Drawn): Drawing => ({
  heightUnits: paper.heightUnits,
  paper: sheetColour(draft),
  strokes: [...draft.strokes],
})

/** Within what `core/ink/drawing.ts` takes, whatever the hand does. */
const strokesMost = 1900
const pointsMost = 25_000

export const isPaperFull = (strokes: readonly Stroke[]): boolean =>
  strokes.length >= strokesMost ||
  strokes.reduce((sum, stroke) => sum + stroke.points.length, 0) >= pointsMost

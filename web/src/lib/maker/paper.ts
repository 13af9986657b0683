/** The sheet that a maker draws on, and the paints beside it. */
import type { Drawing, Stroke } from '#core/ink/drawing.ts'

/**
 * Said again here (a test holds it to `core/ink/drawing.ts`), so that the first page need not fetch the schemas.
 * As high as fits on a 360 × 640 phone between the question and the button.
 */
export const paper = { widthUnits: 1000, heightUnits: 850, colour: '#ffffff' } as const

/** Paint, not interface: these go into the work. Each is told from the others by name as well. */
export const paints = [
  { name: 'ink', colour: '#14213d' },
  { name: 'red', colour: '#c8323c' },
  { name: 'yellow', colour: '#ffb000' },
  { name: 'green', colour: '#1f7a55' },
  { name: 'blue', colour: '#2f74c0' },
  { name: 'rose', colour: '#f08db0' },
] as const

export const pens = { thin: 12, thick: 40 } as const
export type Pen = keyof typeof pens

export const drawingOf = (strokes: readonly Stroke[]): Drawing => ({
  heightUnits: paper.heightUnits,
  paper: paper.colour,
  strokes: [...strokes],
})

/** Within what `core/ink/drawing.ts` takes, whatever the hand does. */
const strokesMost = 1900
const pointsMost = 25_000

export const isPaperFull = (strokes: readonly Stroke[]): boolean =>
  strokes.length >= strokesMost ||
  strokes.reduce((sum, stroke) => sum + stroke.points.length, 0) >= pointsMost

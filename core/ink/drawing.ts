/** A drawing, kept as the strokes that the hand made, so that it can be drawn again at any size. */
import { z } from 'zod'
import { HexColour } from '../contract/artworks.ts'

/** A drawing's paper is this many units wide; how high follows from `heightUnits`. Coordinates lie in units. */
export const paperWidthUnits = 1000
export const strokesMax = 2000
/** Bytes of a drawing as JSON (ux.md: at most 60 kB for an ordinary one; ten times that for a patient hand). */
export const drawingMaxBytes = 600_000

/** x, y in units; pressure 0 … 1 (0.5 where the pen tells none). */
const Point = z.tuple([
  z.number().min(-100).max(2100),
  z.number().min(-100).max(2100),
  z.number().min(0).max(1),
])

export const Stroke = z.object({
  colour: HexColour,
  widthUnits: z.number().min(1).max(200),
  /** Stronger smoothing, for a hand that shakes ("Rolig streg"). */
  calm: z.boolean().default(false),
  points: z.array(Point).min(1).max(5000),
})
export type Stroke = z.infer<typeof Stroke>

export const Drawing = z.object({
  heightUnits: z.number().min(200).max(2000),
  paper: HexColour,
  /** Without one it is a sheet of one colour, and that is enough. */
  strokes: z.array(Stroke).max(strokesMax),
})
export type Drawing = z.infer<typeof Drawing>

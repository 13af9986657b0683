/**
 * What in a composition is the artwork's own and nobody's piece: words (a heading, a line by the houses), a field of
 * coloured card, a thread from place to place.
 */
import { z } from 'zod'
import { HexColour } from './artworks.ts'
import { paragraph } from './words.ts'

/** Longer, it would be a page and not part of a picture. */
export const elementTextMax = 300
/** A thread goes through at most so many places. */
const threadPointsMax = 200

/** Words fill their box. Without `paper` they stand on what lies beneath. */
const Words = z.object({
  kind: z.literal('words'),
  text: paragraph(elementTextMax),
  paper: HexColour.nullable(),
})

const Field = z.object({ kind: z.literal('field'), colour: HexColour })

/** `points` are parts of the box, 0 … 1 from its upper left corner; the thread has a knot at each. */
const Thread = z.object({
  kind: z.literal('thread'),
  points: z
    .array(z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) }))
    .min(2)
    .max(threadPointsMax),
  colour: HexColour,
  widthMm: z.number().min(0.5).max(500),
})

export const ArtworkElement = z.discriminatedUnion('kind', [Words, Field, Thread])
export type ArtworkElement = z.infer<typeof ArtworkElement>

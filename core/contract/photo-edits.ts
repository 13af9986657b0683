/**
 * What a maker wants done to a photo, and the one place that says in which order and in whose coordinates.
 *
 *     hide  →  straighten  →  turn
 *
 * All of it is said in shares (0 … 1, from the upper left) of the upright original: the picture that was sent, turned
 * as its own orientation says. What is hidden is hidden on the phone; the bytes that are sent hold nothing of it, and
 * nothing about it is said here. The server then straightens, and turns what comes out.
 */
import { z } from 'zod'
import { isSheet, turns } from '../picture/quad.ts'

/** Clockwise, in degrees. */
export const PhotoTurn = z.union(turns.map((turn) => z.literal(turn)))

const Corner = z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)])

/** Of the sheet in the photo: upper left, upper right, lower right, lower left. Never crossed, folded or tiny. */
export const PhotoCorners = z
  .tuple([Corner, Corner, Corner, Corner])
  .refine(isSheet, { error: 'these are not the corners of a sheet' })

export const photoEditShape = { turn: PhotoTurn.optional(), corners: PhotoCorners.optional() }

/** Where nothing is said, nothing is done. */
export const PhotoEdits = z.object(photoEditShape)
export type PhotoEdits = z.infer<typeof PhotoEdits>

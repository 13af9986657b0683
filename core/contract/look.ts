/** How a piece is shown in its place: which part of its picture, and what is around it. */
import { z } from 'zod'
import { HexColour } from './artworks.ts'

/** So small a part of a picture's side would be a blur. */
export const cropLeast = 0.02

const part = z.number().min(0).max(1)

/**
 * The part of a picture that may be seen, in parts of its sides from the upper left corner. The place is always covered and
 * the picture never distorted: in a place of other proportions some of this part is not seen either.
 */
export const Crop = z
  .object({
    x: part,
    y: part,
    width: part.min(cropLeast),
    height: part.min(cropLeast),
  })
  // Four decimals are kept, so that a sum may be a hair too much.
  .refine(({ x, y, width, height }) => x + width <= 1.0002 && y + height <= 1.0002, {
    error: 'lies outside the picture',
  })
export type Crop = z.infer<typeof Crop>

/**
 * What lies around a piece, outside its box: a mat, white unless said otherwise, and a line of ink, unless said otherwise, at the
 * edge of it all. One of them may be 0.
 *
 *     ┌─────────────┐  line
 *     │   ┌─────┐   │
 *     │   │ box │   │  mat
 *     │   └─────┘   │
 *     └─────────────┘
 */
export const Mount = z.object({
  matMm: z.number().min(0).max(1_000),
  lineMm: z.number().min(0).max(100),
  matColour: HexColour.optional(),
  lineColour: HexColour.optional(),
})
export type Mount = z.infer<typeof Mount>

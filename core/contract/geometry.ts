/** Where things stand in an artwork. Millimetres on the wall, from the artwork's upper left corner. */
import { z } from 'zod'

const finite = z.number().min(-1_000_000).max(1_000_000)

/** `xMm`, `yMm` is the middle. The box is turned `rotationDeg` clockwise about it. */
export const Box = z.object({
  xMm: finite,
  yMm: finite,
  widthMm: z.number().min(0.1).max(1_000_000),
  heightMm: z.number().min(0.1).max(1_000_000),
  rotationDeg: z.number().min(-360).max(360),
})
export type Box = z.infer<typeof Box>

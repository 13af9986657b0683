import type { LightnessPlane } from './lightness.ts'

/**
 * How busy a picture is: the mean difference in lightness between neighbours, 0 … 1. 0 is one flat colour, 1 a
 * chessboard of single black and white pixels. The energy e₁ = |∂I/∂x| + |∂I/∂y| of Avidan and Shamir, "Seam Carving
 * for Content-Aware Image Resizing" (SIGGRAPH 2007), equation 1, averaged over the picture and halved.
 *
 * What is fine depends on how closely one looks: compare only pictures of about the same size, here 64 px across.
 * There 48 photos lie between 0.007 and 0.11 (half of them under 0.05), 179 drawings between 0 and 0.12.
 */
export function gradientEnergy({ values, widthPx, heightPx }: LightnessPlane): number {
  const at = (x: number, y: number) => values[y * widthPx + x] ?? 0
  let across = 0
  let down = 0
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      if (x + 1 < widthPx) across += Math.abs(at(x + 1, y) - at(x, y))
      if (y + 1 < heightPx) down += Math.abs(at(x, y + 1) - at(x, y))
    }
  }
  // A row of a single pixel has no neighbours in it.
  const pairsAcross = Math.max(1, (widthPx - 1) * heightPx)
  const pairsDown = Math.max(1, widthPx * (heightPx - 1))
  return Math.min(1, (across / pairsAcross + down / pairsDown) / 2)
}

import type { Box } from '../contract/geometry.ts'

/** The upright box that a turned box needs. */
export function boundsOf({ widthMm, heightMm, rotationDeg }: Box): { widthMm: number; heightMm: number } {
  const turn = (rotationDeg * Math.PI) / 180
  const cos = Math.abs(Math.cos(turn))
  const sin = Math.abs(Math.sin(turn))
  return { widthMm: widthMm * cos + heightMm * sin, heightMm: widthMm * sin + heightMm * cos }
}

import type { Box } from '../contract/geometry.ts'
import type { LayoutFrame } from './layout.ts'

/** The area that a piece ought to have: as the others that stand there; at first a fair share of the work. */
export function usualArea(frame: LayoutFrame, placed: readonly Box[], pieceCount: number): number {
  if (placed.length === 0) return (frame.widthMm * frame.heightMm * 0.5) / Math.max(pieceCount, 12)
  const areas = placed.map(({ widthMm, heightMm }) => widthMm * heightMm).sort((a, b) => a - b)
  return areas[Math.floor(areas.length / 2)] ?? 0
}

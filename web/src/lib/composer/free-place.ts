/** Where the next piece can stand without covering another: read row by row, as one reads a page. */
import type { Box } from '#core/contract/geometry.ts'
import type { ArtworkSize } from '#core/contract/artworks.ts'
import { boundsOf } from './canvas/box.ts'
import type { Rect } from './canvas/camera.ts'

export interface FreePlaceGiven {
  readonly frame: Pick<ArtworkSize, 'widthMm' | 'heightMm'>
  /** Width ÷ height of the piece. */
  readonly aspect: number
  /** The area that a piece ought to have, in square millimetres. */
  readonly areaMm2: number
  readonly isTaken: (rect: Rect) => boolean
}

const stepsPerSide = 2
const smallest = 0.2

/**
 * The first free place, smaller where nothing of the wished size is free. When the work is full the piece is laid in the
 * middle, on top of what is there: better seen and moved than not placed.
 *
 *      ┌───────────────────────┐
 *      │ ████ ████ →→ ░░░░     │   looked for in steps of half a piece
 *      │ ████ ████    ░░░░     │
 *      └───────────────────────┘
 */
export function nextFreePlace({ frame, aspect, areaMm2, isTaken }: FreePlaceGiven): Box {
  const wished = shapeOf(frame, aspect, areaMm2)
  for (let scale = 1; scale >= smallest; scale *= 0.8) {
    const widthMm = wished.widthMm * scale
    const heightMm = wished.heightMm * scale
    const gapMm = Math.min(widthMm, heightMm) * 0.08
    for (let top = gapMm; top + heightMm <= frame.heightMm; top += heightMm / stepsPerSide)
      for (let left = gapMm; left + widthMm <= frame.widthMm; left += widthMm / stepsPerSide) {
        const box = {
          xMm: left + widthMm / 2,
          yMm: top + heightMm / 2,
          widthMm,
          heightMm,
          rotationDeg: 0,
        }
        if (!isTaken(grown(boundsOf(box), gapMm))) return box
      }
  }
  return { xMm: frame.widthMm / 2, yMm: frame.heightMm / 2, ...wished, rotationDeg: 0 }
}

/** Width and height of a piece of that shape and area, at most half of the work's sides. */
export function shapeOf(
  frame: FreePlaceGiven['frame'],
  aspect: number,
  areaMm2: number,
): Pick<Box, 'widthMm' | 'heightMm'> {
  const widthMm = Math.min(Math.sqrt(areaMm2 * aspect), frame.widthMm / 2, (frame.heightMm / 2) * aspect)
  return { widthMm, heightMm: widthMm / aspect }
}

/** The area that a piece ought to have: as the others that stand there; at first a fair share of the work. */
export function usualArea(
  frame: FreePlaceGiven['frame'],
  placed: readonly Box[],
  pieceCount: number,
): number {
  if (placed.length === 0) return (frame.widthMm * frame.heightMm * 0.5) / Math.max(pieceCount, 12)
  const areas = placed.map(({ widthMm, heightMm }) => widthMm * heightMm).sort((a, b) => a - b)
  return areas[Math.floor(areas.length / 2)] ?? 0
}

const grown = (rect: Rect, byMm: number): Rect => ({
  minX: rect.minX - byMm / 2,
  minY: rect.minY - byMm / 2,
  maxX: rect.maxX + byMm / 2,
  maxY: rect.maxY + byMm / 2,
})

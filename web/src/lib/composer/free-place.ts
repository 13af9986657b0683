/** Where the next piece can stand without covering another: read row by row, as one reads a page. */
import type { Box } from '#core/contract/geometry.ts'
import type { ArtworkSize } from '#core/contract/artworks.ts'
import type { Placement } from '#core/contract/composition.ts'
import { liesAsGround } from '#core/composition/ground.ts'
import type { CompositionState } from '#core/composition/state.ts'
import type { Rect } from './canvas/camera.ts'

export interface FreePlaceGiven {
  readonly frame: Pick<ArtworkSize, 'widthMm' | 'heightMm'>
  /** Width ÷ height of the piece. */
  readonly aspect: number
  /** The area that a piece ought to have, in square millimetres. */
  readonly areaMm2: number
  /** Something that stands in the way there, if anything does. */
  readonly inTheWay: (rect: Rect) => Rect | undefined
}

/** The pieces and empty places that hang on the wall: by them another's size is measured, not by the ground beneath. */
export function hung({
  state,
  frame,
}: Pick<FreePlaceGiven, 'frame'> & { state: CompositionState }): Placement[] {
  return [...state.values()].filter((placement) => !placement.element && !liesAsGround(placement, frame))
}

const rowsPerHeight = 8
const smallest = 0.2

/**
 * The first free place, smaller where nothing of the wished size is free. When the work is full the piece is laid in the
 * middle, on top of what is there: better seen and moved than not placed.
 *
 *      ┌───────────────────────┐
 *      │ ████ ████ ░░░░        │   from what stands in the way, on to its right side;
 *      │ ████ ████ ░░░░        │   at the end of the row a little further down
 *      └───────────────────────┘
 */
export function nextFreePlace({ frame, aspect, areaMm2, inTheWay }: FreePlaceGiven): Box {
  const wished = shapeOf(frame, aspect, areaMm2)
  for (let scale = 1; scale >= smallest; scale *= 0.8) {
    const widthMm = wished.widthMm * scale
    const heightMm = wished.heightMm * scale
    const gapMm = Math.sqrt(widthMm * heightMm) * 0.1
    for (let top = gapMm; top + heightMm + gapMm <= frame.heightMm; top += heightMm / rowsPerHeight)
      for (let left = gapMm; left + widthMm + gapMm <= frame.widthMm;) {
        const hindrance = inTheWay(grown({ left, top, widthMm, heightMm }, gapMm * 0.99))
        if (!hindrance)
          return { xMm: left + widthMm / 2, yMm: top + heightMm / 2, widthMm, heightMm, rotationDeg: 0 }
        left = Math.max(hindrance.maxX + gapMm, left + widthMm / 100)
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

interface Corner {
  readonly left: number
  readonly top: number
  readonly widthMm: number
  readonly heightMm: number
}

const grown = ({ left, top, widthMm, heightMm }: Corner, byMm: number): Rect => ({
  minX: left - byMm,
  minY: top - byMm,
  maxX: left + widthMm + byMm,
  maxY: top + heightMm + byMm,
})

/**
 * Where one more piece could stand in a work as it is now, for the one who is just making it.
 *
 *      ┌──────────────────────────┐
 *      │ ████ ████ ████ ┌───┬───┐ │   first the places that a marigold keeps, and the holes: rectangles in
 *      │ ████  ✿   ████ │   │   │ │   which nothing stands, cut into places of the usual size;
 *      │ ████ ████ ████ └───┴───┘ │   where there are none, the quiet places;
 *      │ ████ ░░░░ ████ ████ ████ │   where there are none either, over the calmest pieces
 *      └──────────────────────────┘
 */
import type { Box } from '../contract/geometry.ts'
import { boundsOf } from './bounds.ts'
import type { LayoutFrame } from './layout.ts'
import { usualArea } from './usual-area.ts'

/** A place of the published work, as whoever looks at it sees it. */
export interface SeenPlace {
  readonly box: Box
  readonly shows: 'piece' | 'marigold' | 'nothing' | 'words'
  /** How busy the picture there is, 0 … 1. */
  readonly busyness: number
}

/** `over`: a piece is seen there, and the new one would be laid upon it. */
export interface FreePlace {
  readonly box: Box
  readonly standing: 'free' | 'over'
}

/** More would only weigh: whoever makes a piece is shown one of them. */
const placesMax = 25

/** At least one, at most twenty-five; always the same for the same work. Boxes in tenths of a millimetre. */
export function freePlaces(frame: LayoutFrame, seen: readonly SeenPlace[]): readonly FreePlace[] {
  const pieces = seen.filter(({ shows }) => shows === 'piece')
  const sideMm = Math.sqrt(
    usualArea(
      frame,
      pieces.map(({ box }) => box),
      0,
    ),
  )
  const kept = seen.filter(({ shows }) => shows === 'marigold').map(({ box }) => box)
  const free = [...kept, ...holes(frame, seen, sideMm)]
  if (free.length > 0) return spread(free).map((box) => ({ box: tidy(box), standing: 'free' }))
  const quiet = seen.filter(({ shows }) => shows === 'nothing').map(({ box }) => box)
  if (quiet.length > 0) return spread(quiet).map((box) => ({ box: tidy(box), standing: 'free' }))
  return calmest(pieces, sideMm, frame).map((box) => ({ box: tidy(box), standing: 'over' }))
}

/** Evenly chosen out of many, first and last among them. */
function spread(boxes: readonly Box[]): readonly Box[] {
  if (boxes.length <= placesMax) return boxes
  const step = (boxes.length - 1) / (placesMax - 1)
  return Array.from({ length: placesMax }, (_, i) => boxes[Math.round(i * step)]).filter(
    (box) => box !== undefined,
  )
}

/** The half that is calmest, of pieces that are not much smaller than usual; the middle, if there are none at all. */
function calmest(pieces: readonly SeenPlace[], sideMm: number, frame: LayoutFrame): readonly Box[] {
  const calm = pieces
    .filter(({ box }) => box.widthMm * box.heightMm >= (sideMm * sideMm) / 2)
    .sort((one, other) => one.busyness - other.busyness)
    .slice(0, Math.min(placesMax, Math.ceil(pieces.length / 2)))
  if (calm.length > 0) return calm.map(({ box }) => box)
  return [squareAt(frame.widthMm / 2, frame.heightMm / 2, Math.min(sideMm, frame.widthMm, frame.heightMm))]
}

const squareAt = (xMm: number, yMm: number, sideMm: number): Box => ({
  xMm,
  yMm,
  widthMm: sideMm,
  heightMm: sideMm,
  rotationDeg: 0,
})

const tenth = (mm: number): number => Math.round(mm * 10) / 10

function tidy({ xMm, yMm, widthMm, heightMm, rotationDeg }: Box): Box {
  return {
    xMm: tenth(xMm),
    yMm: tenth(yMm),
    widthMm: Math.max(0.1, tenth(widthMm)),
    heightMm: Math.max(0.1, tenth(heightMm)),
    rotationDeg,
  }
}

/** The frame seen as squares, each taken or free: fine enough that a hole of half the usual side is not missed. */
interface Squares {
  readonly columns: number
  readonly rows: number
  readonly sideMm: number
  readonly taken: Uint8Array
}

const squaresAlongMax = 240
const squaresInUsualSide = 10

/** A hole narrower than this part of the usual side is only a gap between pieces. */
const narrowest = 0.6
/** How much of its cell a piece takes: the rest is the gap to the next. */
const filled = 0.86
const holesMax = 12

function holes(frame: LayoutFrame, seen: readonly SeenPlace[], sideMm: number): readonly Box[] {
  const longestMm = Math.max(frame.widthMm, frame.heightMm)
  const squareMm = Math.max(sideMm / squaresInUsualSide, longestMm / squaresAlongMax)
  const columns = Math.max(1, Math.floor(frame.widthMm / squareMm))
  const rows = Math.max(1, Math.floor(frame.heightMm / squareMm))
  const squares: Squares = { columns, rows, sideMm: squareMm, taken: new Uint8Array(columns * rows) }
  for (const { box } of seen) {
    const { widthMm, heightMm } = boundsOf(box)
    take(squares, {
      left: Math.floor((box.xMm - widthMm / 2) / squareMm),
      top: Math.floor((box.yMm - heightMm / 2) / squareMm),
      right: Math.ceil((box.xMm + widthMm / 2) / squareMm),
      bottom: Math.ceil((box.yMm + heightMm / 2) / squareMm),
    })
  }
  const least = Math.max(1, Math.ceil((sideMm * narrowest) / squareMm))
  const found: Box[] = []
  for (let count = 0; count < holesMax; count++) {
    const hole = largestFree(squares, least)
    if (hole === null) break
    found.push(...cut(hole, squareMm, sideMm))
    take(squares, hole)
  }
  return found
}

/** In squares; `right` and `bottom` are the first ones outside. */
interface Hole {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

function take({ columns, rows, taken }: Squares, { left, top, right, bottom }: Hole): void {
  for (let row = Math.max(0, top); row < Math.min(rows, bottom); row++)
    taken.fill(
      1,
      row * columns + Math.max(0, Math.min(columns, left)),
      row * columns + clampEnd(right, columns),
    )
}

const clampEnd = (right: number, columns: number): number => Math.max(0, Math.min(columns, right))

/**
 * The largest free rectangle at least `least` squares wide and high. For every row the free squares above each column
 * are a row of bars, and the rectangle is sought under them (the largest rectangle in a histogram, with a stack).
 */
function largestFree({ columns, rows, taken }: Squares, least: number): Hole | null {
  const heights = new Uint16Array(columns + 1)
  let best: Hole | null = null
  let bestArea = 0
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      heights[column] = taken[row * columns + column] === 1 ? 0 : (heights[column] ?? 0) + 1
    const rising: { from: number; height: number }[] = []
    for (let column = 0; column <= columns; column++) {
      const height = heights[column] ?? 0
      let from = column
      for (let last = rising.at(-1); last && last.height >= height; last = rising.at(-1)) {
        rising.pop()
        from = last.from
        const width = column - last.from
        if (width < least || last.height < least || width * last.height <= bestArea) continue
        bestArea = width * last.height
        best = { left: last.from, top: row + 1 - last.height, right: column, bottom: row + 1 }
      }
      if (height > 0) rising.push({ from, height })
    }
  }
  return best
}

/** In a hole as wide as the work, among small pieces, a few places far apart are enough. */
const cellsAlongMax = 5
const cellsAlong = (lengthMm: number, sideMm: number): number =>
  Math.min(cellsAlongMax, Math.max(1, Math.floor(lengthMm / sideMm)))

/** A hole, cut into places of the usual size as on a grid. */
function cut({ left, top, right, bottom }: Hole, squareMm: number, sideMm: number): readonly Box[] {
  const columns = cellsAlong((right - left) * squareMm, sideMm)
  const rows = cellsAlong((bottom - top) * squareMm, sideMm)
  const stepXMm = ((right - left) * squareMm) / columns
  const stepYMm = ((bottom - top) * squareMm) / rows
  const placeMm = Math.min(sideMm, stepXMm * filled, stepYMm * filled)
  return Array.from({ length: columns * rows }, (_, i) =>
    squareAt(
      left * squareMm + stepXMm * ((i % columns) + 0.5),
      top * squareMm + stepYMm * (Math.floor(i / columns) + 0.5),
      placeMm,
    ),
  )
}

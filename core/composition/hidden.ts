/**
 * How much of each place is hidden: under what lies on top of it, or outside of the work. Pure geometry.
 *
 * Every place is asked at 36 points, spread evenly over it:
 *
 *     ┌─────────────┐
 *     │ · · · · ┌───┴─────┐    hidden: the share of points that lie
 *     │ · · · · │ ▓ ▓ ▓ ▓ │    under a higher place (here a quarter)
 *     │ · · · · │ ▓ ▓ ▓ ▓ │
 *     │ · · · · └───┬─────┘
 *     └─────────────┘
 *
 * The places are laid one by one, lowest first. Each takes the points away that it comes to lie on, and then puts down
 * its own; so a point is put down once and taken away once, also where thousands lie on one heap. Points wait in the
 * cells of a grid, so that only those near a place are looked at.
 */
import type { Box } from '../contract/geometry.ts'
import type { PlacementId } from '../contract/ids.ts'
import type { LayoutFrame } from '../layout/layout.ts'

const pointsPerSide = 6
const pointsPerPlace = pointsPerSide ** 2
/** So many cells does a place of mean size cover at most. */
const cellsPerPlace = 16

/** Something that lies in the work: where it is seen itself, and what it covers of what is below it. */
export interface Lying {
  readonly id: PlacementId
  readonly box: Box
  readonly covers: Box
}

/** @param lowestFirst as they lie. @returns for each place the share of it that is not seen, 0 … 1 */
export function hiddenShares(
  lowestFirst: readonly Lying[],
  frame: LayoutFrame,
): ReadonlyMap<PlacementId, number> {
  const grid = new PointGrid(cellSizeFor(lowestFirst, frame), frame)
  const x = new Float64Array(lowestFirst.length * pointsPerPlace)
  const y = new Float64Array(lowestFirst.length * pointsPerPlace)
  const seen = new Int32Array(lowestFirst.length)
  for (const [place, { box, covers }] of lowestFirst.entries()) {
    const inside = insideOf(covers)
    grid.take(reachOf(covers), (point) => {
      if (!inside(x[point] ?? 0, y[point] ?? 0)) return false
      const owner = Math.floor(point / pointsPerPlace)
      seen[owner] = (seen[owner] ?? 0) - 1
      return true
    })
    putPoints(box, place * pointsPerPlace, x, y)
    for (let point = place * pointsPerPlace; point < (place + 1) * pointsPerPlace; point++)
      if (grid.put(point, x[point] ?? 0, y[point] ?? 0)) seen[place] = (seen[place] ?? 0) + 1
  }
  return new Map(
    lowestFirst.map(({ id }, place) => [id, (pointsPerPlace - (seen[place] ?? 0)) / pointsPerPlace]),
  )
}

/** Spread over the place, half a step from its edges. */
function putPoints(
  { xMm, yMm, widthMm, heightMm, rotationDeg }: Box,
  from: number,
  x: Float64Array,
  y: Float64Array,
): void {
  const turn = (rotationDeg * Math.PI) / 180
  const cos = Math.cos(turn)
  const sin = Math.sin(turn)
  for (let at = 0; at < pointsPerPlace; at++) {
    const right = (((at % pointsPerSide) + 0.5) / pointsPerSide - 0.5) * widthMm
    const down = ((Math.floor(at / pointsPerSide) + 0.5) / pointsPerSide - 0.5) * heightMm
    x[from + at] = xMm + right * cos - down * sin
    y[from + at] = yMm + right * sin + down * cos
  }
}

function insideOf({ xMm, yMm, widthMm, heightMm, rotationDeg }: Box): (x: number, y: number) => boolean {
  const turn = (-rotationDeg * Math.PI) / 180
  const cos = Math.cos(turn)
  const sin = Math.sin(turn)
  return (x, y) =>
    Math.abs((x - xMm) * cos - (y - yMm) * sin) <= widthMm / 2 &&
    Math.abs((x - xMm) * sin + (y - yMm) * cos) <= heightMm / 2
}

interface Reach {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

function reachOf({ xMm, yMm, widthMm, heightMm, rotationDeg }: Box): Reach {
  const turn = (rotationDeg * Math.PI) / 180
  const cos = Math.abs(Math.cos(turn))
  const sin = Math.abs(Math.sin(turn))
  const halfX = (widthMm * cos + heightMm * sin) / 2
  const halfY = (widthMm * sin + heightMm * cos) / 2
  return { minX: xMm - halfX, minY: yMm - halfY, maxX: xMm + halfX, maxY: yMm + halfY }
}

/** Neither more cells than places, nor so small that large places cover thousands of them. */
function cellSizeFor(places: readonly Lying[], { widthMm, heightMm }: LayoutFrame): number {
  const frameMm2 = widthMm * heightMm
  const count = Math.max(1, places.length)
  const meanMm2 =
    places.reduce((sum, { covers }) => sum + Math.min(covers.widthMm * covers.heightMm, frameMm2), 0) / count
  return Math.sqrt(Math.max(frameMm2 / count, meanMm2 / cellsPerPlace))
}

/** Points of the work by the cells in which they lie. */
class PointGrid {
  readonly #cellMm: number
  readonly #frame: LayoutFrame
  readonly #columns: number
  readonly #rows: number
  readonly #cells: number[][]

  constructor(cellMm: number, frame: LayoutFrame) {
    this.#cellMm = cellMm
    this.#frame = frame
    this.#columns = Math.max(1, Math.ceil(frame.widthMm / cellMm))
    this.#rows = Math.max(1, Math.ceil(frame.heightMm / cellMm))
    this.#cells = Array.from({ length: this.#columns * this.#rows }, () => [])
  }

  /** @returns false for what lies outside of the work: it is kept nowhere, for nobody sees it */
  put(point: number, x: number, y: number): boolean {
    if (x < 0 || y < 0 || x > this.#frame.widthMm || y > this.#frame.heightMm) return false
    this.#cells[this.#row(y) * this.#columns + this.#column(x)]?.push(point)
    return true
  }

  /** Takes the points away of which `isTaken` says so. */
  take({ minX, minY, maxX, maxY }: Reach, isTaken: (point: number) => boolean): void {
    for (let row = this.#row(minY); row <= this.#row(maxY); row++)
      for (let column = this.#column(minX); column <= this.#column(maxX); column++) {
        const cell = this.#cells[row * this.#columns + column]
        if (!cell || cell.length === 0) continue
        let kept = 0
        for (const point of cell) if (!isTaken(point)) cell[kept++] = point
        cell.length = kept
      }
  }

  #column(x: number): number {
    return Math.min(this.#columns - 1, Math.max(0, Math.floor(x / this.#cellMm)))
  }

  #row(y: number): number {
    return Math.min(this.#rows - 1, Math.max(0, Math.floor(y / this.#cellMm)))
  }
}

/**
 * Equal cells over a rectangle, for whatever stands in rows and columns.
 *
 *        gapMm
 *      │  │◄►│
 *      ┌────┐  ┌────┐  ┌────┐
 *      │0, 0│  │1, 0│  │2, 0│     column, row
 *      └────┘  └────┘  └────┘
 *      ┌────┐ ╔═════════════╗
 *      │0, 1│ ║   locked    ║     a cell that a locked place touches is no cell
 *      └────┘ ╚═════════════╝
 */
import { coveredBy, type Rect } from './rect.ts'
import type { LayoutLock, LayoutPiece } from './layout.ts'

interface Cells {
  readonly columns: number
  readonly rows: number
  readonly within: Rect
  /** From one cell to the next. */
  readonly stepXMm: number
  readonly stepYMm: number
  readonly cellWidthMm: number
  readonly cellHeightMm: number
}

export interface Cell extends Rect {
  readonly column: number
  readonly row: number
}

export interface CellsGiven {
  readonly within: Rect
  readonly pieces: readonly LayoutPiece[]
  readonly gapMm: number
  readonly columns: 'auto' | number
  readonly locks: readonly LayoutLock[]
}

/**
 * The free cells, row by row, of the grid in which a piece of middling shape becomes largest: at least one for each
 * piece. With locks in the way a grid needs more rows, until enough cells are free; if the locks leave no room at all,
 * there are fewer.
 */
export function cellsFor({ pieces, locks, ...given }: CellsGiven): Cell[] {
  if (pieces.length === 0) return []
  const inTheWay = locks.map(({ box }) => coveredBy(box))
  const aspect = middlingAspect(pieces)
  let best: { cells: Cells; widthMm: number; free: number } | undefined
  for (const columns of columnCandidates(pieces.length, aspect, given)) {
    const cells = enoughRows({ ...given, columns, count: pieces.length, inTheWay })
    const free = Math.min(countFree(cells, inTheWay), pieces.length)
    const widthMm = Math.min(cells.cellWidthMm, cells.cellHeightMm * aspect)
    if (!best || free > best.free || (free === best.free && widthMm > best.widthMm))
      best = { cells, widthMm, free }
  }
  return best ? freeCells(best.cells, inTheWay) : []
}

export function middlingAspect(pieces: readonly LayoutPiece[]): number {
  const aspects = pieces.map((piece) => piece.aspect).sort((a, b) => a - b)
  return aspects[Math.floor(aspects.length / 2)] ?? 1
}

/** Lays columns × rows of equal cells over the rectangle. Where the gap would eat the cells, it shrinks first. */
function cellsOver(within: Rect, wishedGapMm: number, columns: number, rows: number): Cells {
  const stepMm = Math.min(within.widthMm / columns, within.heightMm / rows)
  const gapMm = Math.min(wishedGapMm, stepMm / 4)
  const cellWidthMm = (within.widthMm - gapMm * (columns - 1)) / columns
  const cellHeightMm = (within.heightMm - gapMm * (rows - 1)) / rows
  return {
    columns,
    rows,
    within,
    stepXMm: cellWidthMm + gapMm,
    stepYMm: cellHeightMm + gapMm,
    cellWidthMm,
    cellHeightMm,
  }
}

/** Around the number of columns that would make the cells just the shape of the pieces. */
function columnCandidates(
  count: number,
  aspect: number,
  { columns, within }: Pick<CellsGiven, 'columns' | 'within'>,
): readonly number[] {
  if (columns !== 'auto') return [columns]
  const ideal = Math.sqrt((count * within.widthMm) / within.heightMm / aspect)
  const from = Math.max(1, Math.min(count, Math.floor(ideal / 2)))
  const to = Math.max(from, Math.min(count * 2, Math.ceil(ideal * 2) + 1))
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

interface RowsGiven {
  readonly within: Rect
  readonly gapMm: number
  readonly columns: number
  readonly count: number
  readonly inTheWay: readonly Rect[]
}

/** Rows are added by a tenth at a time, at most until cells are a sixteenth of what they would be without locks. */
function enoughRows({ within, gapMm, columns, count, inTheWay }: RowsGiven): Cells {
  const fewest = Math.ceil(count / columns)
  let rows = fewest
  let cells = cellsOver(within, gapMm, columns, rows)
  while (inTheWay.length > 0 && countFree(cells, inTheWay) < count && rows < fewest * 16) {
    rows = Math.max(rows + 1, Math.round(rows * 1.1))
    cells = cellsOver(within, gapMm, columns, rows)
  }
  return cells
}

function countFree(cells: Cells, inTheWay: readonly Rect[]): number {
  if (inTheWay.length === 0) return cells.columns * cells.rows
  return blockedCells(cells, inTheWay).reduce((free, blocked) => free - blocked, cells.columns * cells.rows)
}

/** 1 for every cell, row by row, that something in the way touches. */
function blockedCells(cells: Cells, inTheWay: readonly Rect[]): Uint8Array {
  const { columns, rows, within } = cells
  const blocked = new Uint8Array(columns * rows)
  for (const { leftMm, topMm, widthMm, heightMm } of inTheWay) {
    const left = leftMm - within.leftMm
    const top = topMm - within.topMm
    const across = touched(left, left + widthMm, cells.stepXMm, cells.cellWidthMm, columns)
    const down = touched(top, top + heightMm, cells.stepYMm, cells.cellHeightMm, rows)
    if (across.last < across.first) continue
    for (let row = down.first; row <= down.last; row++)
      blocked.fill(1, row * columns + across.first, row * columns + across.last + 1)
  }
  return blocked
}

/**
 * The first and last cell, along one axis, that the stretch from–to touches; the gaps between cells do not count.
 *
 *      ├cell┤  ├cell┤  ├cell┤
 *      │◄step──►│
 */
function touched(fromMm: number, toMm: number, stepMm: number, cellMm: number, count: number) {
  const first = Math.max(0, Math.floor((fromMm - cellMm) / stepMm) + 1)
  const last = Math.min(count - 1, Math.ceil(toMm / stepMm) - 1)
  return { first, last }
}

function freeCells(cells: Cells, inTheWay: readonly Rect[]): Cell[] {
  const { columns, rows, within, stepXMm, stepYMm, cellWidthMm, cellHeightMm } = cells
  const blocked = blockedCells(cells, inTheWay)
  const free: Cell[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if (blocked[row * columns + column] === 0)
        free.push({
          column,
          row,
          leftMm: within.leftMm + column * stepXMm,
          topMm: within.topMm + row * stepYMm,
          widthMm: cellWidthMm,
          heightMm: cellHeightMm,
        })
  return free
}

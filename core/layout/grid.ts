/**
 * Grid: calm rows and columns. Every piece keeps its shape and stands whole in the middle of its cell.
 *
 *        marginMm            gapMm
 *      │◄──►│                │◄►│
 *      ┌──────────────────────────────────────┐
 *      │    ┌────────┐       ┌──────┐         │
 *      │    │  r0c0  │  ┌─┐  │ r0c2 │         │
 *      │    └────────┘  │ │  └──────┘         │   a tall piece is as high as its cell,
 *      │                └─┘                   │   a broad one as broad
 *      │    ┌────────┐ ╔═════════════╗        │
 *      │    │  r1c0  │ ║   locked    ║        │   cells that a locked place touches
 *      │    └────────┘ ╚═════════════╝        │   stay free: there is no r1c1, r1c2
 *      └──────────────────────────────────────┘
 */
import { z } from 'zod'
import type { Box } from '../contract/geometry.ts'
import { boundsOf } from './bounds.ts'
import type { Arranged, Layout, LayoutFrame, LayoutLock, LayoutPiece } from './layout.ts'
import { inOrder } from './order.ts'

export const gridOptions = z.object({
  columns: z.union([z.literal('auto'), z.int().min(1).max(300)]).default('auto'),
  gapMm: z.number().min(0).max(1000).default(20),
  marginMm: z.number().min(0).max(5000).default(40),
  order: z.enum(['arrival', 'house', 'colour']).default('arrival'),
})
export type GridOptions = z.output<typeof gridOptions>

export const grid: Layout<typeof gridOptions> = {
  id: 'grid',
  options: gridOptions,
  arrange({ pieces, frame, options, locks, seed }) {
    const locked = new Set(locks.map((lock) => lock.pieceId))
    const free = inOrder(
      pieces.filter((piece) => !locked.has(piece.id)),
      options.order,
      seed,
    )
    if (free.length === 0) return []
    const cells = freeCells(chooseGrid(free, frame, options, locks), locks)
    return free.slice(0, cells.length).flatMap((piece, index): Arranged[] => {
      const cell = cells[index]
      return cell
        ? [{ pieceId: piece.id, box: fitInto(cell, piece.aspect), slot: cell.slot, layer: index }]
        : []
    })
  },
}

interface Grid {
  readonly columns: number
  readonly rows: number
  /** Upper left corner of the first cell. */
  readonly leftMm: number
  readonly topMm: number
  /** From one cell to the next. */
  readonly stepXMm: number
  readonly stepYMm: number
  readonly cellWidthMm: number
  readonly cellHeightMm: number
}

interface Cell {
  readonly slot: string
  readonly leftMm: number
  readonly topMm: number
  readonly widthMm: number
  readonly heightMm: number
}

/** Lays columns × rows of equal cells over the frame. Where margin or gap would eat the cells, they shrink first. */
function gridOver(frame: LayoutFrame, options: GridOptions, columns: number, rows: number): Grid {
  const shorterMm = Math.min(frame.widthMm, frame.heightMm)
  const marginMm = Math.min(options.marginMm, shorterMm / 4)
  const innerWidthMm = frame.widthMm - 2 * marginMm
  const innerHeightMm = frame.heightMm - 2 * marginMm
  const stepMm = Math.min(innerWidthMm / columns, innerHeightMm / rows)
  const gapMm = Math.min(options.gapMm, stepMm / 2)
  const cellWidthMm = (innerWidthMm - gapMm * (columns - 1)) / columns
  const cellHeightMm = (innerHeightMm - gapMm * (rows - 1)) / rows
  return {
    columns,
    rows,
    leftMm: marginMm,
    topMm: marginMm,
    stepXMm: cellWidthMm + gapMm,
    stepYMm: cellHeightMm + gapMm,
    cellWidthMm,
    cellHeightMm,
  }
}

/**
 * The grid in which a piece of middling shape becomes largest. With locks in the way a grid needs more rows, until
 * enough cells are free; if the locks leave no room at all the finest grid tried is taken, and some pieces stay out.
 */
function chooseGrid(
  pieces: readonly LayoutPiece[],
  frame: LayoutFrame,
  options: GridOptions,
  locks: readonly LayoutLock[],
): Grid {
  const aspects = pieces.map((piece) => piece.aspect).sort((a, b) => a - b)
  const aspect = aspects[Math.floor(aspects.length / 2)] ?? 1
  let best: { grid: Grid; widthMm: number; free: number } | undefined
  for (const columns of columnCandidates(pieces.length, aspect, frame, options)) {
    const grid = enoughRows(frame, options, columns, pieces.length, locks)
    const free = Math.min(countFree(grid, locks), pieces.length)
    const widthMm = Math.min(grid.cellWidthMm, grid.cellHeightMm * aspect)
    if (!best || free > best.free || (free === best.free && widthMm > best.widthMm))
      best = { grid, widthMm, free }
  }
  return best?.grid ?? gridOver(frame, options, 1, 1)
}

/** Around the number of columns that would make the cells just the shape of the pieces. */
function columnCandidates(
  count: number,
  aspect: number,
  frame: LayoutFrame,
  options: GridOptions,
): readonly number[] {
  if (options.columns !== 'auto') return [options.columns]
  const ideal = Math.sqrt((count * frame.widthMm) / frame.heightMm / aspect)
  const from = Math.max(1, Math.floor(ideal / 2))
  const to = Math.max(from, Math.min(count * 2, Math.ceil(ideal * 2) + 1))
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** Rows are added by a tenth at a time, at most until cells are a sixteenth of what they would be without locks. */
function enoughRows(
  frame: LayoutFrame,
  options: GridOptions,
  columns: number,
  count: number,
  locks: readonly LayoutLock[],
): Grid {
  const fewest = Math.ceil(count / columns)
  let rows = fewest
  let grid = gridOver(frame, options, columns, rows)
  while (countFree(grid, locks) < count && rows < fewest * 16) {
    rows = Math.max(rows + 1, Math.round(rows * 1.1))
    grid = gridOver(frame, options, columns, rows)
  }
  return grid
}

function countFree(grid: Grid, locks: readonly LayoutLock[]): number {
  return grid.columns * grid.rows - blockedCells(grid, locks).size
}

/** Cells by number, row by row, that a lock's bounding box touches. */
function blockedCells(grid: Grid, locks: readonly LayoutLock[]): Set<number> {
  const blocked = new Set<number>()
  for (const { box } of locks) {
    const { widthMm, heightMm } = boundsOf(box)
    const [firstColumn, lastColumn] = touched(
      box.xMm - widthMm / 2 - grid.leftMm,
      box.xMm + widthMm / 2 - grid.leftMm,
      grid.stepXMm,
      grid.cellWidthMm,
      grid.columns,
    )
    const [firstRow, lastRow] = touched(
      box.yMm - heightMm / 2 - grid.topMm,
      box.yMm + heightMm / 2 - grid.topMm,
      grid.stepYMm,
      grid.cellHeightMm,
      grid.rows,
    )
    for (let row = firstRow; row <= lastRow; row++)
      for (let column = firstColumn; column <= lastColumn; column++) blocked.add(row * grid.columns + column)
  }
  return blocked
}

/**
 * The first and last cell, along one axis, that the stretch from–to touches; the gaps between cells do not count.
 *
 *      ├cell┤  ├cell┤  ├cell┤
 *      │◄step──►│
 */
function touched(
  fromMm: number,
  toMm: number,
  stepMm: number,
  cellMm: number,
  count: number,
): [first: number, last: number] {
  const first = Math.floor((fromMm - cellMm) / stepMm) + 1
  const last = Math.ceil(toMm / stepMm) - 1
  return [Math.max(0, first), Math.min(count - 1, last)]
}

function freeCells(grid: Grid, locks: readonly LayoutLock[]): Cell[] {
  const blocked = blockedCells(grid, locks)
  return Array.from({ length: grid.columns * grid.rows }, (_, index) => index)
    .filter((index) => !blocked.has(index))
    .map((index) => {
      const row = Math.floor(index / grid.columns)
      const column = index % grid.columns
      return {
        slot: `r${row}c${column}`,
        leftMm: grid.leftMm + column * grid.stepXMm,
        topMm: grid.topMm + row * grid.stepYMm,
        widthMm: grid.cellWidthMm,
        heightMm: grid.cellHeightMm,
      }
    })
}

/** The largest box of that shape in the middle of the cell. */
function fitInto(cell: Cell, aspect: number): Box {
  const widthMm = Math.min(cell.widthMm, cell.heightMm * aspect)
  return {
    xMm: cell.leftMm + cell.widthMm / 2,
    yMm: cell.topMm + cell.heightMm / 2,
    widthMm,
    heightMm: widthMm / aspect,
    rotationDeg: 0,
  }
}

/**
 * Colour: all pieces by their average colour, laid along a way through the cells of a grid.
 *
 *      back-and-forth          in-clusters             light-to-dark
 *      ──────────────┐         ┌──┐  ┌──┐              ░░ ░░ ░░ ░░ ░░     every column about one hue,
 *      ┌─────────────┘         │  └──┘  │              ▒▒ ▒▒ ▒▒ ▒▒ ▒▒     the lightest first
 *      └──────────────         └─┐ ┌──┐ └──            ▓▓ ▓▓ ▓▓ ▓▓ ▓▓
 *      who are neighbours      a Hilbert curve: what   re ye gr bl vi
 *      on the way, touch       is alike lies together
 *
 * Reckoned as if the colours ran down; for another direction the wall is turned over before and after.
 */
import { z } from 'zod'
import { cellsFor, type Cell } from './cells.ts'
import { hilbertIndex } from './hilbert.ts'
import { greyChroma, shadeOf, type Shade } from './hue.ts'
import type { Arranged, Layout, LayoutFrame, LayoutPiece } from './layout.ts'
import { coveredBy, fittedInto, insideOf, transposed, type Rect } from './rect.ts'
import { randomFrom } from './random.ts'
import { unlocked } from './unlocked.ts'

const colourOptions = z.object({
  by: z.enum(['hue', 'lightness']).default('hue'),
  way: z.enum(['light-to-dark', 'back-and-forth', 'in-clusters']).default('light-to-dark'),
  direction: z.enum(['right', 'left', 'down', 'up']).default('right'),
  gapMm: z.number().min(0).max(1000).default(12),
  marginMm: z.number().min(0).max(5000).default(60),
})
type Options = z.output<typeof colourOptions>

export const colour: Layout<typeof colourOptions> = {
  id: 'colour',
  options: colourOptions,
  arrange({ pieces, frame, options, locks, seed }) {
    const turn = turnOf(options.direction, frame)
    const free = unlocked(pieces, locks)
    const within = turn.there(insideOf(frame, options.marginMm))
    const cells = cellsFor({
      within,
      pieces: free.map((piece) => ({ ...piece, aspect: turn.isAcross ? 1 / piece.aspect : piece.aspect })),
      gapMm: options.gapMm,
      columns: 'auto',
      locks: locks.map((lock) => ({ ...lock, box: boxOf(turn.there(coveredBy(lock.box))) })),
    }).slice(0, free.length)
    return alongTheWay(cells, within, inColour(free, options.by, seed), options).map(
      ({ cell, piece }, layer): Arranged => ({
        pieceId: piece.id,
        box: fittedInto(turn.back(cell), piece.aspect),
        slot: `r${cell.row}c${cell.column}`,
        layer,
      }),
    )
  },
}

const boxOf = (rect: Rect) => fittedInto(rect, rect.widthMm / rect.heightMm)

interface Turn {
  /** Rows are columns there. */
  readonly isAcross: boolean
  readonly there: (rect: Rect) => Rect
  readonly back: (rect: Rect) => Rect
}

/** From the wall as it hangs to one on which the colours run down, and back. */
function turnOf(direction: Options['direction'], frame: LayoutFrame): Turn {
  const leftForRight = (rect: Rect) => ({ ...rect, leftMm: frame.widthMm - rect.leftMm - rect.widthMm })
  const topForBottom = (rect: Rect) => ({ ...rect, topMm: frame.heightMm - rect.topMm - rect.heightMm })
  switch (direction) {
    case 'down':
      return { isAcross: false, there: (rect) => rect, back: (rect) => rect }
    case 'up':
      return { isAcross: false, there: topForBottom, back: topForBottom }
    case 'right':
      return { isAcross: true, there: transposed, back: transposed }
    case 'left':
      return {
        isAcross: true,
        there: (rect) => transposed(leftForRight(rect)),
        back: (rect) => leftForRight(transposed(rect)),
      }
  }
}

interface Shaded {
  readonly piece: LayoutPiece
  readonly shade: Shade
}

/** Round the wheel, from where the seed says, and then the greys from light to dark; or all from light to dark. */
function inColour(pieces: readonly LayoutPiece[], by: Options['by'], seed: number): Shaded[] {
  const shaded = pieces.map((piece) => ({ piece, shade: shadeOf(piece.averageColour) }))
  if (by === 'lightness') return shaded.sort(lightestFirst)
  const firstHue = randomFrom(seed)() * 360
  const keyOf = ({ hue, chroma, lightness }: Shade) =>
    chroma < greyChroma ? 360 + (1 - lightness) : (hue - firstHue + 360) % 360
  return shaded.map((one) => ({ ...one, key: keyOf(one.shade) })).sort((one, other) => one.key - other.key)
}

const lightestFirst = (one: Shaded, other: Shaded) => other.shade.lightness - one.shade.lightness

interface Laid {
  readonly cell: Cell
  readonly piece: LayoutPiece
}

function alongTheWay(
  cells: readonly Cell[],
  within: Rect,
  shaded: readonly Shaded[],
  { way, by }: Options,
): Laid[] {
  const lay = (ordered: readonly Cell[], pieces: readonly Shaded[]): Laid[] =>
    ordered.flatMap((cell, index) => {
      const one = pieces[index]
      return one ? [{ cell, piece: one.piece }] : []
    })
  switch (way) {
    case 'back-and-forth':
      return lay(
        rowsOf(cells).flatMap((row, index) => (index % 2 ? row.toReversed() : row)),
        shaded,
      )
    case 'in-clusters':
      return lay(inClusters(cells, within), shaded)
    case 'light-to-dark': {
      let from = 0
      return rowsOf(cells).flatMap((row) => {
        const theirs = shaded.slice(from, (from += row.length))
        return lay(row, theirs.sort(by === 'hue' ? lightestFirst : (a, b) => a.shade.hue - b.shade.hue))
      })
    }
  }
}

const rowsOf = (cells: readonly Cell[]): Cell[][] => [...Map.groupBy(cells, ({ row }) => row).values()]

/** Along a Hilbert curve; a long wall is several squares, one below the other, and the curve goes through all. */
function inClusters(cells: readonly Cell[], within: Rect): Cell[] {
  const squares = Math.max(1, Math.round(within.heightMm / within.widthMm))
  const most = cells.reduce((high, { row, column }) => Math.max(high, row / squares, column), 1)
  const depth = Math.min(15, Math.ceil(Math.log2(most + 1)) + 1)
  const indexOf = ({ leftMm, topMm, widthMm, heightMm }: Cell) => {
    const across = (leftMm + widthMm / 2 - within.leftMm) / within.widthMm
    const down = ((topMm + heightMm / 2 - within.topMm) / within.heightMm) * squares
    const square = Math.min(squares - 1, Math.floor(down))
    return square * 4 ** depth + hilbertIndex(down - square, across, depth)
  }
  return cells
    .map((cell) => ({ cell, index: indexOf(cell) }))
    .sort((one, other) => one.index - other.index)
    .map(({ cell }) => cell)
}

/**
 * What a layout is: a pure, seeded function that arranges pieces in a frame. Adding one is one file here and one
 * line in `registry.ts`.
 */
import type { z } from 'zod'
import type { Box } from '../contract/geometry.ts'
import type { PieceId } from '../contract/ids.ts'

/** What a layout may know of a piece. `aspect` is width ÷ height; the colour is `#rrggbb`. */
export interface LayoutPiece {
  readonly id: PieceId
  readonly houseCode: string
  readonly aspect: number
  readonly averageColour: string
}

/** The artwork's measure. */
export interface LayoutFrame {
  readonly widthMm: number
  readonly heightMm: number
}

/** A placement that the curator locked: it stays, and others keep off it. */
export interface LayoutLock {
  readonly pieceId: PieceId | null
  readonly box: Box
}

export interface Arranged {
  readonly pieceId: PieceId
  readonly box: Box
  /** Names the place within the layout, so that another piece can take it over. */
  readonly slot: string | null
  readonly layer: number
}

export interface Layout<Options extends z.ZodType = z.ZodType> {
  /** Also the message key of its name: `layout_<id>`. */
  readonly id: string
  /** The panel is drawn from this; every option has a default. */
  readonly options: Options
  readonly arrange: (given: {
    readonly pieces: readonly LayoutPiece[]
    readonly frame: LayoutFrame
    readonly options: z.output<Options>
    readonly locks: readonly LayoutLock[]
    readonly seed: number
  }) => readonly Arranged[]
}

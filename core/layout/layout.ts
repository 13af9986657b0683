/**
 * What a layout is: a pure, seeded function that arranges pieces in a frame. Adding one is one file here, one line in
 * `registry.ts`, and its words in the messages: `layout_<id>`, `layout_option_<option>`, `layout_value_<value>`.
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

/** A placement as it is now and may be moved; `pieceId` is null where the place stands empty (a marigold). */
export interface LayoutStanding {
  readonly pieceId: PieceId | null
  readonly box: Box
  readonly slot: string | null
  readonly layer: number
}

export interface Arranged {
  readonly pieceId: PieceId
  readonly box: Box
  /** Names the place within the layout, so that another piece can take it over. At most 60 signs. */
  readonly slot: string | null
  readonly layer: number
}

export interface LayoutTask<Options = unknown> {
  /** Every piece that may stand, locked ones too, as they arrived. */
  readonly pieces: readonly LayoutPiece[]
  readonly frame: LayoutFrame
  readonly options: Options
  readonly locks: readonly LayoutLock[]
  /** Lowest first. Most layouts begin from nothing and look away. */
  readonly standing: readonly LayoutStanding[]
  readonly seed: number
}

export interface Layout<Options extends z.ZodType = z.ZodType> {
  /** Also the message key of its name: `layout_<id>`. */
  readonly id: string
  /** The panel is drawn from this; every option has a default. */
  readonly options: Options
  /** Empty places stay where they are. Without this they are taken out. */
  readonly keepsEmptyPlaces?: boolean
  /** Whom it finds no room for, `seatRest` finds room for: see `registry.ts`. */
  readonly arrange: (task: LayoutTask<z.output<Options>>) => readonly Arranged[]
}

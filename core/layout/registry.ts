/** Every layout, in the order in which the curator is offered them. A new one is one file and one line here. */
import type { z } from 'zod'
import { grid } from './grid.ts'
import { salon } from './salon.ts'
import type { Arranged, Layout, LayoutFrame, LayoutLock, LayoutPiece } from './layout.ts'

/** A layout whose options come from outside: they are checked against its own schema when it arranges. */
export interface OfferedLayout {
  readonly id: string
  readonly options: z.ZodType
  /** @throws {z.ZodError} if the options do not fit the schema */
  readonly arrange: (given: {
    readonly pieces: readonly LayoutPiece[]
    readonly frame: LayoutFrame
    readonly options: unknown
    readonly locks: readonly LayoutLock[]
    readonly seed: number
  }) => readonly Arranged[]
}

function offer<Options extends z.ZodType>({ id, options, arrange }: Layout<Options>): OfferedLayout {
  return { id, options, arrange: (given) => arrange({ ...given, options: options.parse(given.options) }) }
}

export const layouts: readonly OfferedLayout[] = [offer(grid), offer(salon)]

export function layoutById(id: string): OfferedLayout | undefined {
  return layouts.find((layout) => layout.id === id)
}

/** Every layout, in the order in which the curator is offered them. A new one is one file and one line here. */
import type { z } from 'zod'
import { colour } from './colour.ts'
import { free } from './free.ts'
import { grid } from './grid.ts'
import { marigold } from './marigold.ts'
import { salon } from './salon.ts'
import { scatter } from './scatter.ts'
import { seatRest } from './seat-rest.ts'
import { thirtyFivePlusOne } from './thirty-five-plus-one.ts'
import type { Arranged, Layout, LayoutTask } from './layout.ts'

/** A layout whose options come from outside: they are checked against its own schema when it arranges. */
export interface OfferedLayout {
  readonly id: string
  readonly options: z.ZodType
  readonly keepsEmptyPlaces: boolean
  /**
   * Everyone in exactly once, in a place of their own: whom the layout itself found no room for gets a free place.
   * Somebody is left out only where locked places cover the whole wall.
   * @throws {z.ZodError} if the options do not fit the schema
   */
  readonly arrange: (task: LayoutTask) => readonly Arranged[]
}

/** Turns a layout into one that the panel, the preview and the log can use, whatever its options are. */
export function offer<Options extends z.ZodType>({
  id,
  options,
  keepsEmptyPlaces = false,
  arrange,
}: Layout<Options>): OfferedLayout {
  return {
    id,
    options,
    keepsEmptyPlaces,
    arrange: (task) => {
      const arranged = arrange({ ...task, options: options.parse(task.options) })
      return [...arranged, ...seatRest(task, arranged)]
    },
  }
}

export const layouts: readonly OfferedLayout[] = [
  offer(thirtyFivePlusOne),
  offer(grid),
  offer(salon),
  offer(colour),
  offer(scatter),
  offer(marigold),
  offer(free),
]

export function layoutById(id: string): OfferedLayout | undefined {
  return layouts.find((layout) => layout.id === id)
}

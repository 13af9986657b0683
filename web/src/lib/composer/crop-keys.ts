/** The keys while a crop is being chosen. */
import type { Cropping } from './cropping.svelte.ts'

/** Parts of what is seen: a fiftieth, and with Shift a fifth. */
const steps = { '': 0.02, 'Shift+': 0.2 } as const
const zoomStep = 1.1

type Doing = (cropping: Cropping) => void

const ways: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const moves = Object.entries(ways).flatMap(([key, [x, y]]) =>
  Object.entries(steps).map(([shift, step]): [string, Doing] => [
    `${shift}${key}`,
    (cropping) => {
      const seen = cropping.now?.seen
      // The picture goes with the arrow, so that what is seen of it goes the other way.
      if (seen) cropping.move(-x * step * seen.width, -y * step * seen.height)
      cropping.tellNow()
    },
  ]),
)
const zoom =
  (factor: number): Doing =>
  (cropping) => {
    cropping.zoom(factor)
    cropping.tellNow()
  }
const finish: Doing = (cropping) => cropping.finish()
const cancel: Doing = (cropping) => cropping.cancel()

const doings: ReadonlyMap<string, Doing> = new Map<string, Doing>([
  ...moves,
  ['+', zoom(zoomStep)],
  ['=', zoom(zoomStep)],
  ['-', zoom(1 / zoomStep)],
  ['Enter', finish],
  ['c', finish],
  ['Escape', cancel],
])

/** Whether the key meant something here. Any other key ends the cropping first and then means what it always does. */
export function cropByKey(cropping: Cropping, key: string): boolean {
  if (!cropping.now) return false
  const doing = doings.get(key)
  if (doing) doing(cropping)
  else if (!/^(Control|Shift|Alt|Meta)/.test(key)) cropping.finish()
  return doing !== undefined
}

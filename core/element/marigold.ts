/**
 * The marigold that stands in an empty place: the house's flower, drawn in lines of ink. One drawing for the composer's canvas and
 * for the tiles, so that both show the same.
 *
 *       ╭─╮╭─╮╭─╮
 *      ╭╯ ╭╮╭╮ ╰╮      rings of petals from the outside in, each a little
 *      ╰╮ ╰╯╰╯ ╭╯      turned against the last; no two petals are alike
 *       ╰─╯╰─╯╰─╯
 */
import { hexToOklab } from '../colour/oklab.ts'
import { elementColours } from './colours.ts'

const deepMarigold = '#f08c00'

/** The shorter side of its place, in the units of the petals. The flower's middle is 0, 0; it is about 800 across. */
export const marigoldPlaceUnits = 1000
/** Of the line around each petal, in the same units; its corners are round. */
export const marigoldLineUnits = 13

/** The side of a square as large as the flower, of the shorter side of its place. */
export const marigoldPart = 0.7

export interface Petal {
  /** SVG path data of a petal that points up. */
  readonly path: string
  /** Clockwise about 0, 0. */
  readonly turnDeg: number
  readonly fill: string
}

const rings = [
  { petals: 13, from: 140, to: 395, wide: 168, turn: 0, fill: elementColours.marigold },
  { petals: 11, from: 90, to: 300, wide: 146, turn: 14, fill: elementColours.marigold },
  { petals: 8, from: 45, to: 205, wide: 122, turn: 5, fill: deepMarigold },
  { petals: 5, from: 8, to: 112, wide: 92, turn: 30, fill: deepMarigold },
] as const

/** In the order in which they are drawn. */
export const marigoldPetals: readonly Petal[] = rings.flatMap(({ petals, from, to, wide, turn, fill }) =>
  Array.from({ length: petals }, (_, i) => {
    // No two petals are alike, and always the same ones are not.
    const lean = Math.sin(i * 2.4 + turn) * 3
    const reach = to * (1 + 0.05 * Math.sin(i * 1.7 + turn))
    const turnDeg = Number((turn + (i * 360) / petals + lean).toFixed(2))
    return { path: petal(from, reach, wide), turnDeg, fill }
  }),
)

/** Lines on a ground: of ink, or light where it is dark. */
export function inkOn(ground: string): string {
  return hexToOklab(ground).L < 0.5 ? elementColours.light : elementColours.ink
}

/** One petal pointing up, its edge in three waves as a marigold's is. */
function petal(from: number, to: number, wide: number): string {
  const w = wide / 2
  const shoulder = -to + wide * 0.28
  return [
    `M0 ${-from}`,
    `C${-w * 0.5} ${-from - 10} ${-w} ${shoulder + 60} ${-w} ${shoulder}`,
    `Q${-w * 0.95} ${-to + 4} ${-w * 0.42} ${-to + 6}`,
    `Q0 ${-to - wide * 0.16} ${w * 0.42} ${-to + 6}`,
    `Q${w * 0.95} ${-to + 4} ${w} ${shoulder}`,
    `C${w} ${shoulder + 60} ${w * 0.5} ${-from - 10} 0 ${-from}Z`,
  ].join('')
}

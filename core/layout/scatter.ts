/**
 * Scatter: as if the pieces had been laid on a table by hand. Calmly: nobody stands far askew, the air between them is
 * about the same everywhere, and nothing covers more of another than is wished.
 *
 *      ┌──────────────────────────────┐
 *      │  ▞▀▀▚   ┌──┐  ╱▔▔╲  ┌─┐      │   1  each begins in a cell of its own, somewhere in it
 *      │  ▚▄▄▞  ┌┴─┐│  ╲__╱  │ │ ╱▔╲  │   2  those that cover each other are pushed apart
 *      │   ┌──┐ └──┘╱▔▔╲ ┌──┐└─┘ ╲_╱  │   3  what covers another still is made smaller
 *      └──────────────────────────────┘
 */
import { z } from 'zod'
import { apart, bodyOf, overlaps, scaleApart, type Body } from './apart.ts'
import { boundsOf } from './bounds.ts'
import { cellsFor, type Cell } from './cells.ts'
import type { Arranged, Layout, LayoutLock, LayoutPiece } from './layout.ts'
import { insideOf, type Rect } from './rect.ts'
import { randomFrom, shuffled } from './random.ts'
import { unlocked } from './unlocked.ts'

const scatterOptions = z.object({
  airPercent: z.number().min(20).max(90).default(45),
  turnDeg: z.number().min(0).max(45).default(5),
  varietyPercent: z.number().min(0).max(60).default(25),
  overlapPercent: z.number().min(0).max(30).default(0),
  marginMm: z.number().min(0).max(5000).default(60),
})
type Options = z.output<typeof scatterOptions>

export const scatter: Layout<typeof scatterOptions> = {
  id: 'scatter',
  options: scatterOptions,
  arrange({ pieces, frame, options, locks, seed }) {
    const random = randomFrom(seed)
    const within = insideOf(frame, options.marginMm)
    const free = unlocked(pieces, locks)
    const cells = cellsFor({ within, pieces: free, gapMm: 0, columns: 'auto', locks })
    const thrown = throwInto(shuffled(spread(cells, free.length), random), free, within, options, random)
    return settled(thrown, within, options.overlapPercent / 100 || -closest, locks).map((piece, layer) => ({
      ...piece,
      slot: null,
      layer,
    }))
  },
}

type Thrown = Pick<Arranged, 'pieceId' | 'box'>

/** As many cells as there are pieces: those left over stand empty all over the wall, not in the last row. */
function spread(cells: readonly Cell[], count: number): Cell[] {
  if (cells.length <= count) return [...cells]
  return Array.from(
    { length: count },
    (_, i) => cells[Math.floor(((i + 0.5) * cells.length) / count)],
  ).flatMap((cell) => cell ?? [])
}

function throwInto(
  cells: readonly Cell[],
  pieces: readonly LayoutPiece[],
  within: Rect,
  { airPercent, turnDeg, varietyPercent }: Options,
  random: () => number,
): Thrown[] {
  const anyOf = (most: number) => (random() * 2 - 1) * most
  return pieces.flatMap((piece, i): Thrown[] => {
    const cell = cells[i]
    if (!cell) return []
    const sizes = Math.exp(anyOf(varietyPercent / 100))
    const areaMm2 = cell.widthMm * cell.heightMm * (1 - airPercent / 100) * sizes
    const shape = { widthMm: Math.sqrt(areaMm2 * piece.aspect), heightMm: Math.sqrt(areaMm2 / piece.aspect) }
    const rotationDeg = anyOf(turnDeg)
    const bounds = boundsOf({ ...shape, rotationDeg, xMm: 0, yMm: 0 })
    const fit = Math.min(1, within.widthMm / bounds.widthMm, within.heightMm / bounds.heightMm)
    return [
      {
        pieceId: piece.id,
        box: {
          xMm: cell.leftMm + cell.widthMm * (0.5 + anyOf(0.4)),
          yMm: cell.topMm + cell.heightMm * (0.5 + anyOf(0.4)),
          widthMm: shape.widthMm * fit,
          heightMm: shape.heightMm * fit,
          rotationDeg,
        },
      },
    ]
  })
}

/** Who may cover nobody keeps this much of the sides as air. */
const closest = 0.04

/** Where a piece would be smaller than this part of what it was meant to be, it is found another place. */
const smallest = 0.4
/** Many pieces are only pushed a few times: there is little to see of it. */
const pushesMax = 200_000
const roundsMax = 60

function settled(
  thrown: readonly Thrown[],
  within: Rect,
  allowed: number,
  locks: readonly LayoutLock[],
): Thrown[] {
  const rounds = Math.min(roundsMax, Math.ceil(pushesMax / (thrown.length + 1)))
  const bodies = [
    ...thrown.map(({ box }) => bodyOf(box, false)),
    ...locks.map(({ box }) => bodyOf(box, true)),
  ]
  const pushed = apart(bodies, { within, allowed, rounds })
  const scales = scalesOf(pushed, allowed)
  return thrown.flatMap(({ pieceId, box }, i): Thrown[] => {
    const body = pushed[i]
    const scale = scales.get(i) ?? 1
    if (!body || scale < smallest) return []
    const { xMm, yMm } = body
    return [
      { pieceId, box: { ...box, xMm, yMm, widthMm: box.widthMm * scale, heightMm: box.heightMm * scale } },
    ]
  })
}

/** How much smaller each has to be that still covers another; 0 if it has to go. */
function scalesOf(bodies: readonly Body[], allowed: number): ReadonlyMap<number, number> {
  const scales = new Map<number, number>()
  const tooClose = overlaps(bodies, allowed).flatMap(([one, other]) => {
    const [a, b] = [bodies[one], bodies[other]]
    return a && b ? [{ one, other, scale: scaleApart(a, b, allowed) }] : []
  })
  for (const { other, one, scale } of tooClose)
    if (scale < smallest) scales.set(bodies[other]?.fixed ? one : other, 0)
  const isGone = (index: number) => scales.get(index) === 0
  for (const { one, other, scale } of tooClose) {
    if (isGone(one) || isGone(other)) continue
    for (const index of [one, other]) scales.set(index, Math.min(scales.get(index) ?? 1, scale))
  }
  return scales
}

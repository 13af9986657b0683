/**
 * Salon hang: justified rows, as on the walls of the old exhibitions. In a row all are equally high; every row is as
 * wide as the wall. Nothing is cropped.
 *
 *      ┌──────────────────────────────────┐
 *      │ ┌────────┐ ┌────┐ ┌────────────┐ │
 *      │ │        │ │    │ │            │ │   few or narrow pieces: a high row
 *      │ └────────┘ └────┘ └────────────┘ │
 *      │ ╔══════════╗                     │   a locked place keeps the whole band
 *      │ ╚══════════╝                     │   at its height to itself
 *      │ ┌───┐ ┌────┐ ┌──────┐ ┌──┐ ┌───┐ │   many or broad ones: a low row
 *      │ └───┘ └────┘ └──────┘ └──┘ └───┘ │
 *      └──────────────────────────────────┘
 */
import { z } from 'zod'
import type { Arranged, Layout, LayoutFrame, LayoutLock, LayoutPiece } from './layout.ts'
import { inOrder } from './order.ts'
import { unlocked } from './unlocked.ts'

export const salonOptions = z.object({
  gapMm: z.number().min(0).max(1000).default(20),
  marginMm: z.number().min(0).max(5000).default(40),
  order: z.enum(['arrival', 'house', 'colour']).default('arrival'),
})
type SalonOptions = z.output<typeof salonOptions>

export const salon: Layout<typeof salonOptions> = {
  id: 'salon',
  options: salonOptions,
  arrange({ pieces, frame, options, locks, seed }) {
    const free = inOrder(unlocked(pieces, locks), options.order, seed)
    const bands = freeBands(frame, options, locks)
    const shares = shareOut(free, bands)
    return bands
      .flatMap((band, index) => hang(shares[index] ?? [], band, options.gapMm))
      .map((hung, layer) => ({ ...hung, slot: null, layer }))
  },
}

/** A stretch of wall, as wide as the frame without its margins. */
interface Band {
  readonly leftMm: number
  readonly topMm: number
  readonly widthMm: number
  readonly heightMm: number
}

/** A band lower than this part of the frame is left empty: nothing in it could be seen. */
const lowestBand = 1 / 50

function freeBands(frame: LayoutFrame, options: SalonOptions, locks: readonly LayoutLock[]): Band[] {
  const marginMm = Math.min(options.marginMm, frame.widthMm / 4, frame.heightMm / 4)
  const bottomMm = frame.heightMm - marginMm
  const taken = locks
    .map(({ box: { yMm, widthMm, heightMm, rotationDeg } }) => {
      const turn = (rotationDeg * Math.PI) / 180
      const half = (widthMm * Math.abs(Math.sin(turn)) + heightMm * Math.abs(Math.cos(turn))) / 2
      return { fromMm: yMm - half - options.gapMm, toMm: yMm + half + options.gapMm }
    })
    .sort((one, other) => one.fromMm - other.fromMm)
  const bands: Band[] = []
  let topMm = marginMm
  for (const { fromMm, toMm } of [...taken, { fromMm: bottomMm, toMm: bottomMm }]) {
    const heightMm = Math.min(fromMm, bottomMm) - topMm
    if (heightMm >= frame.heightMm * lowestBand)
      bands.push({ leftMm: marginMm, topMm, widthMm: frame.widthMm - 2 * marginMm, heightMm })
    topMm = Math.max(topMm, toMm)
  }
  return bands
}

/** Each band gets pieces in the measure of its height, in order. */
function shareOut(pieces: readonly LayoutPiece[], bands: readonly Band[]): LayoutPiece[][] {
  const allMm = bands.reduce((sum, { heightMm }) => sum + heightMm, 0)
  let soFarMm = 0
  let from = 0
  return bands.map(({ heightMm }) => {
    soFarMm += heightMm
    const to = Math.round((pieces.length * soFarMm) / allMm)
    const share = pieces.slice(from, to)
    from = to
    return share
  })
}

type Hung = Pick<Arranged, 'pieceId' | 'box'>

interface Row {
  readonly pieces: readonly LayoutPiece[]
  /** Width of the row were it one unit high. */
  readonly aspect: number
}

/** Hangs pieces on one band, in the number of rows that covers most of it. */
function hang(pieces: readonly LayoutPiece[], band: Band, gapMm: number): Hung[] {
  if (pieces.length === 0) return []
  let best: { coveredMm2: number; hung: Hung[] } | undefined
  let isHigher = false
  // Fewer rows are lower rows, so that much of the band would stand empty.
  const all = pieces.reduce((sum, { aspect }) => sum + aspect, 0)
  const full = Math.sqrt((all * band.heightMm) / band.widthMm)
  const fewest = Math.max(1, Math.min(pieces.length, Math.floor(full * 0.7)))
  for (let count = fewest; count <= pieces.length && !isHigher; count++) {
    const rows = partition(pieces, count)
    const tried = hangRows(rows, band, gapMm)
    if (!best || tried.coveredMm2 > best.coveredMm2) best = tried
    // With every further row all become higher: once they have to be made narrower to fit, it only gets worse.
    isHigher = tried.isNarrowed
  }
  return best?.hung ?? []
}

function hangRows(rows: readonly Row[], band: Band, wishedGapMm: number) {
  const mostInRow = Math.max(...rows.map(({ pieces }) => pieces.length))
  // Where gaps would eat the pieces, they shrink first.
  const gapMm = Math.min(wishedGapMm, band.widthMm / mostInRow / 4, band.heightMm / rows.length / 4)
  const innerHeightMm = band.heightMm - gapMm * (rows.length - 1)
  const heights = rows.map(({ pieces, aspect }) => (band.widthMm - gapMm * (pieces.length - 1)) / aspect)
  const allMm = heights.reduce((sum, heightMm) => sum + heightMm, 0)
  const scale = Math.min(1, innerHeightMm / allMm)
  let topMm = band.topMm + (innerHeightMm - allMm * scale) / 2
  let coveredMm2 = 0
  const hung = rows.flatMap(({ pieces, aspect }, index) => {
    const heightMm = (heights[index] ?? 0) * scale
    const rowWidthMm = heightMm * aspect + gapMm * (pieces.length - 1)
    let leftMm = band.leftMm + (band.widthMm - rowWidthMm) / 2
    coveredMm2 += heightMm * heightMm * aspect
    const row = pieces.map((piece): Hung => {
      const widthMm = heightMm * piece.aspect
      const box = { xMm: leftMm + widthMm / 2, yMm: topMm + heightMm / 2, widthMm, heightMm, rotationDeg: 0 }
      leftMm += widthMm + gapMm
      return { pieceId: piece.id, box }
    })
    topMm += heightMm + gapMm
    return row
  })
  return { coveredMm2, hung, isNarrowed: scale < 1 }
}

/** Cuts the pieces into rows of about the same total width, keeping their order; no row is empty. */
function partition(pieces: readonly LayoutPiece[], count: number): Row[] {
  const all = pieces.reduce((sum, { aspect }) => sum + aspect, 0)
  const rows: Row[] = []
  let from = 0
  let soFar = 0
  for (let row = 1; row <= count; row++) {
    const wanted = (all * row) / count
    const last = pieces.length - (count - row)
    let to = from
    let aspect = 0
    while (to < last) {
      const next = pieces[to]?.aspect ?? 0
      const isFirst = to === from
      if (
        !isFirst &&
        row < count &&
        Math.abs(soFar + aspect - wanted) < Math.abs(soFar + aspect + next - wanted)
      )
        break
      aspect += next
      to++
    }
    rows.push({ pieces: pieces.slice(from, to), aspect })
    soFar += aspect
    from = to
  }
  return rows
}

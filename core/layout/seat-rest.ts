/** Nobody is left out: whom a layout found no room for gets a free place, near the others of the house. */
import { middlingAspect } from './cells.ts'
import { freeSpots } from './free-spots.ts'
import type { Arranged, LayoutPiece, LayoutTask } from './layout.ts'
import { coveredBy, fittedInto, inset, type Rect } from './rect.ts'
import { unlocked } from './unlocked.ts'
import { usualArea } from './usual-area.ts'

/** How much of its place a piece leaves free on every side. */
const gap = 0.06

interface Point {
  readonly xMm: number
  readonly yMm: number
}

/**
 * The missing pieces, each in a free place of the usual size, or smaller if there is no room for so many. They are
 * missing still if locked places cover the whole wall.
 * @param keepOff what else must stay free
 */
export function seatRest(
  { pieces, frame, locks }: Pick<LayoutTask, 'pieces' | 'frame' | 'locks'>,
  arranged: readonly Arranged[],
  keepOff: readonly Rect[] = [],
): Arranged[] {
  const placed = new Set(arranged.map(({ pieceId }) => pieceId))
  const missing = unlocked(pieces, locks).filter(({ id }) => !placed.has(id))
  if (missing.length === 0) return []
  const within = { leftMm: 0, topMm: 0, ...frame }
  const sideMm = Math.sqrt(
    usualArea(
      frame,
      arranged.map(({ box }) => box),
      missing.length,
    ),
  )
  const shape = Math.sqrt(middlingAspect(missing))
  const spots = freeSpots({
    within,
    taken: [...locks, ...arranged].map(({ box }) => coveredBy(box)).concat(keepOff),
    count: missing.length,
    wished: { widthMm: (sideMm * shape) / (1 - 2 * gap), heightMm: sideMm / shape / (1 - 2 * gap) },
  })
  const highest = arranged.reduce((most, { layer }) => Math.max(most, layer), 0)
  return seatedNearTheirs(missing, spots, within, middleOfHouses(pieces, arranged)).map(
    ({ piece, spot }, index) => ({
      pieceId: piece.id,
      box: fittedInto(inset(spot, Math.min(spot.widthMm, spot.heightMm) * gap), piece.aspect),
      slot: null,
      layer: highest + 1 + index,
    }),
  )
}

function middleOfHouses(
  pieces: readonly LayoutPiece[],
  arranged: readonly Arranged[],
): ReadonlyMap<string, Point> {
  const houseOf = new Map(pieces.map(({ id, houseCode }) => [id, houseCode]))
  const byHouse = Map.groupBy(arranged, ({ pieceId }) => houseOf.get(pieceId) ?? '')
  return new Map(
    Array.from(byHouse, ([house, theirs]) => [
      house,
      {
        xMm: theirs.reduce((sum, { box }) => sum + box.xMm, 0) / theirs.length,
        yMm: theirs.reduce((sum, { box }) => sum + box.yMm, 0) / theirs.length,
      },
    ]),
  )
}

function seatedNearTheirs(
  pieces: readonly LayoutPiece[],
  spots: readonly Rect[],
  within: Rect,
  middles: ReadonlyMap<string, Point>,
): { readonly piece: LayoutPiece; readonly spot: Rect }[] {
  const middle = { xMm: within.leftMm + within.widthMm / 2, yMm: within.topMm + within.heightMm / 2 }
  const free = bucketsOf(spots, within)
  return [...Map.groupBy(pieces, ({ houseCode }) => houseCode)].flatMap(([house, theirs]) => {
    const nearest = takenFrom(free, middles.get(house) ?? middle)
    return theirs.flatMap((piece) => {
      const { value: spot } = nearest.next()
      return spot ? [{ piece, spot }] : []
    })
  })
}

/** Spots by square, about one in each, so that the near ones are found without looking at all. */
interface Buckets {
  readonly columns: number
  readonly rows: number
  readonly sideMm: number
  readonly within: Rect
  readonly spots: Map<number, Rect[]>
}

function bucketsOf(spots: readonly Rect[], within: Rect): Buckets {
  const { widthMm, heightMm } = within
  const sideMm = Math.max(
    Math.sqrt((widthMm * heightMm) / Math.max(spots.length, 1)),
    Math.max(widthMm, heightMm) / 1000,
  )
  const buckets = {
    columns: Math.ceil(widthMm / sideMm),
    rows: Math.ceil(heightMm / sideMm),
    sideMm,
    within,
    spots: new Map<number, Rect[]>(),
  }
  for (const spot of spots) {
    const { column, row } = bucketAt(buckets, middleOf(spot))
    const number = row * buckets.columns + column
    const there = buckets.spots.get(number)
    if (there) there.push(spot)
    else buckets.spots.set(number, [spot])
  }
  return buckets
}

const middleOf = ({ leftMm, topMm, widthMm, heightMm }: Rect): Point => ({
  xMm: leftMm + widthMm / 2,
  yMm: topMm + heightMm / 2,
})

function bucketAt({ columns, rows, sideMm, within }: Omit<Buckets, 'spots'>, { xMm, yMm }: Point) {
  const clamp = (at: number, count: number) => Math.max(0, Math.min(count - 1, Math.floor(at / sideMm)))
  return { column: clamp(xMm - within.leftMm, columns), row: clamp(yMm - within.topMm, rows) }
}

/** Takes one spot after the other out of the buckets, ring by ring around a point. */
function* takenFrom(buckets: Buckets, from: Point): Generator<Rect, undefined> {
  const { columns, rows, spots } = buckets
  const { column, row } = bucketAt(buckets, from)
  const farthest = Math.max(column, columns - column, row, rows - row)
  for (let ring = 0; ring <= farthest; ring++)
    for (const number of ringAround(column, row, ring, columns, rows))
      for (let spot = spots.get(number)?.pop(); spot; spot = spots.get(number)?.pop()) yield spot
  return undefined
}

/** The numbers of the squares that are just `ring` away, sideways or up or down or both. */
function* ringAround(
  column: number,
  row: number,
  ring: number,
  columns: number,
  rows: number,
): Generator<number> {
  for (let y = Math.max(0, row - ring); y <= Math.min(rows - 1, row + ring); y++) {
    const isEdge = Math.abs(y - row) === ring
    const step = isEdge || ring === 0 ? 1 : 2 * ring
    for (let x = column - ring; x <= column + ring; x += step)
      if (x >= 0 && x < columns) yield y * columns + x
  }
}

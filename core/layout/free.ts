/**
 * Free: what stands, stands. Only who has no place is given one, and who covers another moves aside, if that is wished.
 *
 *      ┌──────────────────────────┐       ┌──────────────────────────┐
 *      │  ┌───┐                   │       │  ┌───┐ ┌─┐┌─┐            │
 *      │  │  ┌┴──┐     ┌─────┐    │  ───► │  │   │┌┴─┴┤┌─────┐       │   in the free places nearest to the
 *      │  └──┤   │     │     │    │       │  └───┘│   ││     │       │   others of the house
 *      │     └───┘     └─────┘    │       │       └───┘└─────┘       │
 *      └──────────────────────────┘       └──────────────────────────┘
 */
import { z } from 'zod'
import { apart, bodyOf, overlaps } from './apart.ts'
import { fieldOf } from './common-field.ts'
import type { Arranged, Layout, LayoutFrame, LayoutLock, LayoutPiece, LayoutStanding } from './layout.ts'
import { coveredBy, fittedInto } from './rect.ts'
import { seatRest } from './seat-rest.ts'
import { unlocked } from './unlocked.ts'

const freeOptions = z.object({
  fillEmpty: z.boolean().default(true),
  moveApart: z.boolean().default(false),
})

const rounds = 40

export const free: Layout<typeof freeOptions> = {
  id: 'free',
  options: freeOptions,
  keepsEmptyPlaces: true,
  arrange({ pieces, frame, options, locks, standing }) {
    const mayStand = new Set(unlocked(pieces, locks).map(({ id }) => id))
    const empty = standing.filter(({ pieceId }) => pieceId === null)
    const standingNow = standing.flatMap(({ pieceId, ...place }): Arranged[] =>
      pieceId && mayStand.has(pieceId) ? [{ ...place, pieceId }] : [],
    )
    const stood = options.moveApart ? movedApart(standingNow, frame, [...locks, ...empty]) : standingNow
    const filled = options.fillEmpty ? fillEmpty(pieces, locks, standing) : []
    const kept = [...stood, ...filled]
    const taken = new Set(filled.map(({ slot }) => slot))
    const stillEmpty = empty.filter(({ slot }) => !taken.has(slot))
    return [
      ...kept,
      ...seatRest(
        { pieces, frame, locks },
        kept,
        stillEmpty.map(({ box }) => coveredBy(box)),
      ),
    ]
  },
}

/** The lower one of two stays when there is no way for both: the other is given a free place. */
function movedApart(
  standing: readonly Arranged[],
  frame: LayoutFrame,
  inTheWay: readonly Pick<LayoutLock, 'box'>[],
): Arranged[] {
  const bodies = [
    ...standing.map(({ box }) => bodyOf(box, false)),
    ...inTheWay.map(({ box }) => bodyOf(box, true)),
  ]
  const pushed = apart(bodies, { within: { leftMm: 0, topMm: 0, ...frame }, allowed: 0, rounds })
  const gone = new Set<number>()
  for (const [one, other] of overlaps(pushed, 0))
    if (!gone.has(one) && !gone.has(other)) gone.add(pushed[other]?.fixed ? one : other)
  return standing.flatMap((place, index) => {
    const body = pushed[index]
    if (!body || gone.has(index)) return []
    return [{ ...place, box: { ...place.box, xMm: body.xMm, yMm: body.yMm } }]
  })
}

/** An empty place in a house's field is for a piece of that house: the place heals. */
function fillEmpty(
  pieces: readonly LayoutPiece[],
  locks: readonly LayoutLock[],
  standing: readonly LayoutStanding[],
): Arranged[] {
  const placed = new Set(standing.map(({ pieceId }) => pieceId))
  const waiting = unlocked(pieces, locks).filter(({ id }) => !placed.has(id))
  const byHouse = Map.groupBy(waiting, ({ houseCode }) => houseCode)
  return standing.flatMap(({ pieceId, slot, box, layer }): Arranged[] => {
    const house = fieldOf(slot)
    const piece = pieceId === null && house !== undefined ? byHouse.get(house)?.shift() : undefined
    if (!piece) return []
    const fitted = fittedInto({ ...coveredBy({ ...box, rotationDeg: 0 }) }, piece.aspect)
    return [{ pieceId: piece.id, box: { ...fitted, rotationDeg: box.rotationDeg }, slot, layer }]
  })
}

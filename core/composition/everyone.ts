/** Whether everyone is in: who has no place, who stands where nobody sees it, and which houses are not there at all. */
import type { HouseCode, PieceId } from '../contract/ids.ts'
import type { Placement } from '../contract/composition.ts'
import type { Box } from '../contract/geometry.ts'
import { marigoldPart } from '../element/marigold.ts'
import type { LayoutFrame } from '../layout/layout.ts'
import { isLegible, type SeenPiece } from '../sight/legible.ts'
import { boxShown } from './crop.ts'
import { isGround } from './ground.ts'
import { hiddenShares, type Lying } from './hidden.ts'
import { widened } from './mount.ts'
import { inLayerOrder, type CompositionState } from './state.ts'

export interface EveryonePiece extends SeenPiece {
  readonly id: PieceId
  readonly houseCode: HouseCode
  /** Width ÷ height. */
  readonly aspect: number
  readonly mayBeAltered: boolean
}

interface Given {
  /** Every piece that may stand in the work, in the order in which they are to be named. */
  readonly pieces: readonly EveryonePiece[]
  readonly state: CompositionState
  readonly frame: LayoutFrame
  /** The houses that take part. */
  readonly houses: readonly HouseCode[]
}

/** Pieces and houses that are still to be thought of, each list in the order given. */
export interface Everyone {
  readonly unplaced: readonly PieceId[]
  readonly hidden: readonly PieceId[]
  /** Too small to be made out from two metres at the work's real size. */
  readonly small: readonly PieceId[]
  readonly absentHouses: readonly HouseCode[]
}

/** A piece counts as hidden when more than this share of it is: then less than half is seen. */
const hiddenOver = 0.5

/** A piece that stands in several places is seen if it is seen in one of them. All count as they are drawn. */
export function everyone({ pieces, state, frame, houses }: Given): Everyone {
  const placesOf = new Map<PieceId, Placement[]>()
  for (const placement of state.values()) {
    if (placement.pieceId === null) continue
    const places = placesOf.get(placement.pieceId)
    if (places) places.push(placement)
    else placesOf.set(placement.pieceId, [placement])
  }
  // A thread runs over pieces and hides none.
  const covering = inLayerOrder(state).filter(({ element }) => element?.kind !== 'thread')
  const byId = new Map(pieces.map((piece) => [piece.id, piece]))
  const drawn = (place: Placement): Box => {
    const piece = place.pieceId === null ? undefined : byId.get(place.pieceId)
    return piece ? boxShown(place, piece.aspect, piece.mayBeAltered) : place
  }
  const lying = covering.map((place): Lying => ({
    id: place.id,
    box: drawn(place),
    covers: coverOf(place, drawn(place)),
  }))
  const shares = hiddenShares(lying, frame)
  const isHidden = (place: Placement) => {
    const share = shares.get(place.id) ?? 0
    // A ground is laid to be covered; but somebody made it too, and nothing of it left to see is to be told of.
    return isGround(place, frame) ? share === 1 : share > hiddenOver
  }
  const placed = pieces.filter(({ id }) => placesOf.has(id))
  const allPlaces = (id: PieceId, isSo: (place: Placement) => boolean) =>
    placesOf.get(id)?.every(isSo) ?? false
  const present = new Set(placed.map(({ houseCode }) => houseCode))
  return {
    unplaced: pieces.filter(({ id }) => !placesOf.has(id)).map(({ id }) => id),
    hidden: placed.filter(({ id }) => allPlaces(id, isHidden)).map(({ id }) => id),
    small: placed
      .filter((piece) => allPlaces(piece.id, (place) => !isLegible(piece, drawn(place))))
      .map(({ id }) => id),
    absentHouses: houses.filter((code) => !present.has(code)),
  }
}

/** What of the wall is seen no more because of it: a piece with its mount, the flower of an empty place. */
function coverOf(place: Placement, drawn: Box): Box {
  if (place.pieceId !== null)
    return place.mount ? widened(drawn, place.mount.matMm + place.mount.lineMm) : drawn
  if (place.element) return drawn
  const sideMm = Math.min(place.widthMm, place.heightMm) * marigoldPart
  return { ...drawn, widthMm: sideMm, heightMm: sideMm }
}

export function isEveryoneIn({ unplaced, hidden, small, absentHouses }: Everyone): boolean {
  return unplaced.length + hidden.length + small.length + absentHouses.length === 0
}

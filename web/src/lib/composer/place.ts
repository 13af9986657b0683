/** A piece gets its place: another's, an empty one, around a point of the work, or where the next is free. */
import type { Placement } from '#core/contract/composition.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { CuratedPiece } from '#core/contract/inbox.ts'
import { isEmptyPlace } from '#core/composition/state.ts'
import { m } from '#lib/paraglide/messages.js'
import { usualArea } from '#core/layout/usual-area.ts'
import { boxOf, rounded } from './canvas/box.ts'
import type { Point } from './canvas/camera.ts'
import type { Composer } from './composer.svelte.ts'
import { hung, nextFreePlace, shapeOf } from './free-place.ts'
import { newPlacementId } from './log/new-id.ts'
import { aspectOf } from './pieces.ts'
import { ownPlaceOf, takeChanges } from './swap.ts'
import { pieceWords } from './words.ts'

export const placementOf = (composer: Composer, id: PieceId): Placement | undefined =>
  ownPlaceOf(composer.state, id)

/** Without a point, a chosen empty place is filled; if none is chosen, the next free place is found. */
export function placePiece(composer: Composer, piece: CuratedPiece): void {
  const [chosen] = composer.chosenPlacements
  if (chosen && isEmptyPlace(chosen)) takePlace(composer, piece, chosen)
  else if (!placementOf(composer, piece.id)) addPlace(composer, piece, undefined)
}

/** At a point of the work: where another piece stands the two swap, unless it is to lie on top. */
export function placeAt(composer: Composer, piece: CuratedPiece, at: Point, onTop = false): void {
  const there = onTop ? undefined : composer.index.at(at)
  const own = placementOf(composer, piece.id)
  if (there && !there.element && there.id !== own?.id) takePlace(composer, piece, there)
  else if (own) moveTo(composer, own, at)
  else addPlace(composer, piece, at)
}

/** Takes a place, whoever stands there. */
export function takePlace(composer: Composer, piece: CuratedPiece, wanted: Placement): void {
  if (wanted.locked || placementOf(composer, piece.id)?.locked) return composer.tell(m.composer_locked_how())
  const other = wanted.pieceId === null ? undefined : composer.pieces.get(wanted.pieceId)
  const { state, aspectOf } = composer
  composer.do('place', takeChanges({ state, piece: piece.id, wanted, aspectOf }))
  composer.choose([wanted.id])
  composer.say(
    other
      ? m.composer_swapped({ piece: pieceWords(piece), other: pieceWords(other) })
      : m.composer_placed({ piece: pieceWords(piece) }),
  )
}

/** The piece in the hand is laid where the finger was. */
export function placeInHand(composer: Composer, at: Point, onTop: boolean): void {
  const piece = composer.inHand === null ? undefined : composer.pieces.get(composer.inHand)
  composer.inHand = null
  if (piece) placeAt(composer, piece, at, onTop)
}

function moveTo(composer: Composer, own: Placement, { x, y }: Point): void {
  composer.moveTo(new Map([[own.id, { ...boxOf(own), xMm: x, yMm: y }]]))
  composer.choose([own.id])
}

function addPlace(composer: Composer, piece: CuratedPiece, at: Point | undefined): void {
  const { frame, index } = composer
  const placed = hung(composer)
  const aspect = aspectOf(piece)
  const areaMm2 = usualArea(frame, placed, composer.pieces.size)
  const box = at
    ? { xMm: at.x, yMm: at.y, ...shapeOf(frame, aspect, areaMm2), rotationDeg: 0 }
    : nextFreePlace({ frame, aspect, areaMm2, inTheWay: (rect) => index.anyIn(rect) })
  const id = newPlacementId()
  const layer = placed.reduce((highest, one) => Math.max(highest, one.layer), 0) + 1
  composer.do('place', [
    { do: 'add', id, values: { ...rounded(box), pieceId: piece.id, slot: null, layer, locked: false } },
  ])
  composer.choose([id])
  composer.say(m.composer_placed({ piece: pieceWords(piece) }))
}

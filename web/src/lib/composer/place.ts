/** A piece gets its place: in an empty one, around a point of the work, or where the next is free. */
import type { Placement } from '#core/contract/composition.ts'
import type { CuratedPiece } from '#core/contract/inbox.ts'
import { m } from '#lib/paraglide/messages.js'
import { fittedInto, rounded } from './canvas/box.ts'
import type { Point } from './canvas/camera.ts'
import type { Composer } from './composer.svelte.ts'
import { usualArea } from '#core/layout/usual-area.ts'
import { nextFreePlace, shapeOf } from './free-place.ts'
import { newPlacementId } from './log/new-id.ts'
import { aspectOf } from './pieces.ts'
import { pieceWords } from './words.ts'

/** Without a point, a chosen empty place is filled; if none is chosen, the next free place is found. */
export function placePiece(composer: Composer, piece: CuratedPiece, at?: Point): void {
  const wanted = at ? composer.index.at(at) : composer.chosenPlacements[0]
  const id = wanted?.pieceId === null ? fillPlace(composer, piece, wanted) : addPlace(composer, piece, at)
  composer.choose([id])
  composer.say(m.composer_placed({ piece: pieceWords(piece) }))
}

function fillPlace(composer: Composer, piece: CuratedPiece, empty: Placement): Placement['id'] {
  const box = rounded(fittedInto(empty, aspectOf(piece)))
  composer.do('place', [{ do: 'set', id: empty.id, values: { ...box, pieceId: piece.id } }])
  return empty.id
}

function addPlace(composer: Composer, piece: CuratedPiece, at: Point | undefined): Placement['id'] {
  const { frame, index } = composer
  const placed = [...composer.state.values()]
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
  return id
}

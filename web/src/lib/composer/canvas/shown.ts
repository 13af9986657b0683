/** The work as it stands or would stand, for the moment that a layout takes to fall into place. */
import type { Placement } from '#core/contract/composition.ts'
import { inLayerOrder, type CompositionState } from '#core/composition/state.ts'
import type { Box } from '#core/contract/geometry.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { Composer } from '../composer.svelte.ts'
import { boundsOf, boxOf } from './box.ts'
import type { Rect } from './camera.ts'
import type { Shown } from './painter.ts'

/** Everything, for the moment that a layout takes to fall into place. */
export function glidingOn({ glide, viewfinder, preview, state }: Composer, nowMs: number): Shown[] {
  const rect = viewfinder.shown
  return (preview ?? seenIn(state))
    .map((shown) => (shown.pieceId ? { ...shown, box: glide.at(shown.pieceId, shown.box, nowMs) } : shown))
    .filter(({ box }) => touches(boundsOf(box), rect))
}

/** The work as it stands, lowest first. */
export function seenIn(state: CompositionState): Shown[] {
  return inLayerOrder(state).map((placement) => shownAs(placement))
}

/** Where each piece is. */
export function boxesOf(shown: readonly Shown[]): Map<PieceId, Box> {
  return new Map(shown.flatMap(({ pieceId, box }): [PieceId, Box][] => (pieceId ? [[pieceId, box]] : [])))
}

export function shownAs(placement: Placement, box: Box = boxOf(placement)): Shown {
  const { pieceId, element, crop, mount } = placement
  return { pieceId, element, crop, mount, box }
}

const touches = (a: Rect, b: Rect) =>
  a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY

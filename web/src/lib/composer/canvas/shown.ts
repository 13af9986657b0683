/** What plane 0 has to draw: the composition as it stands, or the layout that is being looked at. */
import type { Placement } from '#core/contract/composition.ts'
import { inLayerOrder, type CompositionState } from '#core/composition/state.ts'
import type { Box } from '#core/contract/geometry.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { Composer } from '../composer.svelte.ts'
import { boundsOf, boxOf } from './box.ts'
import { shownRect, type Rect } from './camera.ts'
import type { Shown } from './painter.ts'

/** `heldIsLive`: what the hand holds is drawn by Konva, so it is left out here. */
export function shownOn(composer: Composer, heldIsLive: boolean): Shown[] {
  const nowMs = performance.now()
  if (composer.glide.isOn(nowMs)) return glidingOn(composer, nowMs)
  const rect = shownRect(composer.camera, composer.view)
  const { held, preview } = composer
  if (preview) return preview.filter(({ box }) => touches(boundsOf(box), rect))
  const standing = composer.index.within(rect).filter(({ id }) => !held.has(id))
  const shown = standing.map((placement) => shownAs(placement))
  if (heldIsLive) return shown
  const carried = [...held].flatMap(([id, box]): Shown[] => {
    const placement = composer.state.get(id)
    return placement ? [shownAs(placement, box)] : []
  })
  return [...shown, ...carried]
}

/** Everything, for the moment that a layout takes to fall into place. */
function glidingOn({ glide, camera, view, preview, state }: Composer, nowMs: number): Shown[] {
  const rect = shownRect(camera, view)
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

export function shownAs({ pieceId, element, ...placement }: Placement, box: Box = boxOf(placement)): Shown {
  return { pieceId, element, box }
}

const touches = (a: Rect, b: Rect) =>
  a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY

/** What plane 0 has to draw: the composition as it stands, or the layout that is being looked at. */
import type { Composer } from '../composer.svelte.ts'
import { boundsOf } from './box.ts'
import { shownRect, type Rect } from './camera.ts'
import type { Shown } from './painter.ts'

/** `heldIsLive`: what the hand holds is drawn by Konva, so it is left out here. */
export function shownOn(composer: Composer, heldIsLive: boolean): Shown[] {
  const rect = shownRect(composer.camera, composer.view)
  const { held, preview } = composer
  if (preview) {
    const locked = composer.index.within(rect).filter((placement) => placement.locked)
    const arranged = preview.filter(({ box }) => touches(boundsOf(box), rect))
    return [...locked.map((placement) => ({ pieceId: placement.pieceId, box: placement })), ...arranged]
  }
  const standing = composer.index.within(rect).filter(({ id }) => !held.has(id))
  const shown = standing.map((placement): Shown => ({ pieceId: placement.pieceId, box: placement }))
  if (heldIsLive) return shown
  const carried = [...held].flatMap(([id, box]): Shown[] => {
    const placement = composer.state.get(id)
    return placement ? [{ pieceId: placement.pieceId, box }] : []
  })
  return [...shown, ...carried]
}

const touches = (a: Rect, b: Rect) =>
  a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY

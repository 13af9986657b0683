import { shownRect, toScreen, type Point } from '../canvas/camera.ts'
import type { Composer } from '../composer.svelte.ts'
import { snapCorner } from './snap-size.ts'
import { gridStepMm, leastOf } from './snap.ts'

/** So near must a line be on the screen to draw the corner to it. */
const reachPx = 8

/** Where the corner of an upright frame goes while it is made larger or smaller. On the screen, as it comes. */
export function cornerDrawn(composer: Composer, corner: Point, opposite: Point): Point {
  const { aids, camera, view, frame, index, chosen } = composer
  if (!aids.isSnapping) return corner
  const held = composer.wallPoint(corner)
  const reachMm = reachPx / camera.pxPerMm
  const seen = shownRect(camera, view)
  // Only a line within reach draws, and whatever has one touches one of these.
  const column = { ...seen, minX: held.x - reachMm, maxX: held.x + reachMm }
  const row = { ...seen, minY: held.y - reachMm, maxY: held.y + reachMm }
  const leastMm = leastOf(reachMm)
  const drawn = snapCorner(held, composer.wallPoint(opposite), {
    neighbours: [...index.boundsIn(column, leastMm, chosen), ...index.boundsIn(row, leastMm, chosen)],
    frame: { minX: 0, minY: 0, maxX: frame.widthMm, maxY: frame.heightMm },
    reachMm,
    gridMm: aids.isGridShown ? gridStepMm(frame) : null,
  })
  aids.trace = { guides: drawn.guide ? [drawn.guide] : [], gaps: [] }
  return toScreen(camera, view, drawn.corner)
}

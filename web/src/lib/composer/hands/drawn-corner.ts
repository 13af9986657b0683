import { shownRect, toScreen, type Point } from '../canvas/camera.ts'
import type { Composer } from '../composer.svelte.ts'
import { snapCorner } from './snap-size.ts'
import { gridStepMm } from './snap.ts'

/** So near must a line be on the screen to draw the corner to it. */
const reachPx = 8

/** Where the corner of an upright frame goes while it is made larger or smaller. On the screen, as it comes. */
export function cornerDrawn(composer: Composer, corner: Point, opposite: Point): Point {
  const { aids, camera, view, frame, index, chosen } = composer
  if (!aids.isSnapping) return corner
  const drawn = snapCorner(composer.wallPoint(corner), composer.wallPoint(opposite), {
    neighbours: index.boundsIn(shownRect(camera, view), chosen),
    frame: { minX: 0, minY: 0, maxX: frame.widthMm, maxY: frame.heightMm },
    reachMm: reachPx / camera.pxPerMm,
    gridMm: aids.isGridShown ? gridStepMm(frame) : null,
  })
  aids.trace = { guides: drawn.guide ? [drawn.guide] : [], gaps: [] }
  return toScreen(camera, view, drawn.corner)
}

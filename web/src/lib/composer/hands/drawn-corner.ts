import type { Point } from '../canvas/camera.ts'
import type { Composer } from '../composer.svelte.ts'
import { snapCorner } from './snap-size.ts'
import { surroundingsOf } from './surroundings.ts'

/** Where the corner of an upright frame goes while it is made larger or smaller. On the screen, as it comes. */
export function cornerDrawn(composer: Composer, corner: Point, opposite: Point): Point {
  const { aids, viewfinder } = composer
  if (!aids.isSnapping) return corner
  const held = viewfinder.toWall(corner)
  const around = surroundingsOf(composer, { minX: held.x, minY: held.y, maxX: held.x, maxY: held.y })
  const drawn = snapCorner(held, viewfinder.toWall(opposite), around)
  aids.trace = { guides: drawn.guide ? [drawn.guide] : [], gaps: [] }
  return viewfinder.toScreen(drawn.corner)
}

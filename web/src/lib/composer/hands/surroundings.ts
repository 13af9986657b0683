/** What draws the hand to itself: what stands near, the work's own edges and middle, the grid where it is shown. */
import type { Rect } from '../canvas/camera.ts'
import type { Composer } from '../composer.svelte.ts'
import { gridStepMm, type Surroundings } from './snap.ts'

/** So near must a line be on the screen to draw the hand to it. */
const reachPx = 8
/** What is smaller on the screen draws nothing: among so small ones a line is everywhere, and the hand would never be free. */
const leastPx = 12

/**
 * @param held what the hand moves, or only the point that it holds.
 * Only what is on the screen draws the hand: a line that nobody sees would be a riddle. Whatever has a line within reach, or stands
 * beside what is held, touches its row or its column.
 */
export function surroundingsOf(composer: Composer, held: Rect): Surroundings {
  const { aids, chosen, frame, index, viewfinder } = composer
  const { camera, shown: seen } = viewfinder
  const reachMm = reachPx / camera.pxPerMm
  const leastMm = leastPx / camera.pxPerMm
  const row = { ...seen, minY: held.minY - reachMm, maxY: held.maxY + reachMm }
  const column = { ...seen, minX: held.minX - reachMm, maxX: held.maxX + reachMm }
  return {
    neighbours: [row, column].flatMap((strip) => index.boundsIn(strip, leastMm, chosen)),
    frame: { minX: 0, minY: 0, maxX: frame.widthMm, maxY: frame.heightMm },
    reachMm,
    gridMm: aids.isGridShown ? gridStepMm(frame) : null,
  }
}

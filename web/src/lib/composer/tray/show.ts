/** Brings the camera to pieces of the work, and chooses them. */
import type { PieceId } from '#core/contract/ids.ts'
import { boundsOf } from '../canvas/box.ts'
import { fitted, type Rect } from '../canvas/camera.ts'
import type { Composer } from '../composer.svelte.ts'

/** So much of what stands around is seen too, as a share of the pieces' own measure: else nobody knows where one is. */
const around = 0.75

export function showOnWork(composer: Composer, pieces: readonly PieceId[]): void {
  const wanted = new Set<PieceId | null>(pieces)
  const places = [...composer.state.values()].filter(({ pieceId }) => pieceId !== null && wanted.has(pieceId))
  const [first, ...others] = places.map((place) => boundsOf(place))
  if (!first) return
  composer.preview = null
  const { minX, minY, maxX, maxY } = others.reduce(
    (all, one): Rect => ({
      minX: Math.min(all.minX, one.minX),
      minY: Math.min(all.minY, one.minY),
      maxX: Math.max(all.maxX, one.maxX),
      maxY: Math.max(all.maxY, one.maxY),
    }),
    first,
  )
  const air = Math.max(maxX - minX, maxY - minY) * (others.length > 0 ? 0.05 : around)
  composer.choose(places.map(({ id }) => id))
  composer.camera = fitted(
    { minX: minX - air, minY: minY - air, maxX: maxX + air, maxY: maxY + air },
    composer.view,
  )
}

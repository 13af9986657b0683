/** Brings the camera to pieces of the work, and chooses them. */
import type { PieceId } from '#core/contract/ids.ts'
import { boundsOf } from '../canvas/box.ts'
import { grown } from '../canvas/pyramid.ts'
import type { Composer } from '../composer.svelte.ts'

/** So much of what stands around is seen too, as a share of the pieces' own measure: else nobody knows where one is. */
const aroundOne = 0.75
const aroundMany = 0.05

export function showOnWork(composer: Composer, pieces: readonly PieceId[]): void {
  const wanted = new Set<PieceId | null>(pieces)
  const places = [...composer.state.values()].filter(({ pieceId }) => pieceId !== null && wanted.has(pieceId))
  if (places.length === 0) return
  composer.preview = null
  composer.choose(places.map(({ id }) => id))
  const bounds = boundsOf(...places)
  const side = Math.max(bounds.maxX - bounds.minX, bounds.maxY - bounds.minY)
  composer.viewfinder.show(grown(bounds, side * (places.length > 1 ? aroundMany : aroundOne)))
}

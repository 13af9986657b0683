import { boundsOf } from '../canvas/box.ts'
import type { Composer } from '../composer.svelte.ts'
import { layerChanges, type LayerMove } from '../layers.ts'

/** Lifts or lowers what is chosen; a step goes past the next piece that it touches. */
export function restack(composer: Composer, move: LayerMove): void {
  const chosen = new Set(composer.movable.map(({ id }) => id))
  const touching = new Set(
    composer.movable.flatMap((one) => composer.index.within(boundsOf(one)).map(({ id }) => id)),
  )
  composer.do(
    'layer',
    layerChanges(composer, chosen, move, (_, other) => touching.has(other.id)),
  )
}

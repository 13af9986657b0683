/** What is chosen after a frame or a line was drawn around pieces. */
import type { PlacementId } from '#core/contract/ids.ts'
import type { Composer } from '../composer.svelte.ts'
import type { Touch } from './hand.ts'

/** Whether what is chosen now is added to what was chosen before. */
export const addsTo = ({ aids }: Pick<Composer, 'aids'>, { shift }: Pick<Touch, 'shift'>): boolean =>
  shift || aids.isChoosingMore

/** @param how `adds`: the catch is added to what was chosen; with Alt it is taken from it */
export function caughtIn(
  chosen: ReadonlySet<PlacementId>,
  caught: readonly PlacementId[],
  { adds, alt }: { readonly adds: boolean; readonly alt: boolean },
): PlacementId[] {
  const taken = new Set(caught)
  if (alt) return [...chosen].filter((id) => !taken.has(id))
  return adds ? [...chosen, ...caught] : [...caught]
}

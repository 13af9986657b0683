/** What is chosen after a frame or a line was drawn around pieces. */
import type { PlacementId } from '#core/contract/ids.ts'
import type { Touch } from './hand.ts'

/** With Shift the catch is added to what was chosen, with Alt it is taken from it. */
export function caughtIn(
  chosen: ReadonlySet<PlacementId>,
  caught: readonly PlacementId[],
  { shift, alt }: Pick<Touch, 'shift' | 'alt'>,
): PlacementId[] {
  const taken = new Set(caught)
  if (alt) return [...chosen].filter((id) => !taken.has(id))
  return shift ? [...chosen, ...caught] : [...caught]
}

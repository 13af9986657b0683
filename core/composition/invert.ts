/** The way back: what an operation's row keeps beside its changes, so that it can be undone. */
import type { Change, Placement, PlacementValues } from '../contract/composition.ts'
import type { PlacementId } from '../contract/ids.ts'
import { applyChanges } from './apply.ts'
import { valuesOf, type CompositionState } from './state.ts'

/**
 * The changes that lead from the composition after `changes` to the one before, revisions included. The changes must
 * fit `before`; those that name an unknown placement have no way back and are left out.
 */
export function invert(before: CompositionState, changes: readonly Change[]): Change[] {
  const inverse: Change[] = []
  const seen = new Map<PlacementId, Placement | undefined>()
  for (const change of changes) {
    const present = seen.has(change.id) ? seen.get(change.id) : before.get(change.id)
    const back = invertOne(present, change)
    if (back) inverse.unshift(back)
    // Only the same placement, changed twice in one operation, needs to know what the first change made of it.
    const alone = present ? new Map([[present.id, present]]) : new Map<PlacementId, Placement>()
    const applied = applyChanges(alone, [change], present?.revision ?? 0)
    seen.set(change.id, applied.fits ? applied.state.get(change.id) : present)
  }
  return inverse
}

function invertOne(present: Placement | undefined, change: Change): Change | undefined {
  if (change.do === 'add') return present ? undefined : { do: 'remove', id: change.id }
  if (!present) return undefined
  if (change.do === 'remove')
    return { do: 'add', id: change.id, values: valuesOf(present), revision: present.revision }
  return { do: 'set', id: change.id, values: sameKeys(present, change.values), revision: present.revision }
}

/** The present values of just those properties that are about to be set. */
function sameKeys(
  present: Placement,
  values: { [Key in keyof PlacementValues]?: PlacementValues[Key] | undefined },
): Partial<PlacementValues> {
  return {
    ...(values.pieceId !== undefined && { pieceId: present.pieceId }),
    ...(values.slot !== undefined && { slot: present.slot }),
    ...(values.layer !== undefined && { layer: present.layer }),
    ...(values.locked !== undefined && { locked: present.locked }),
    ...(values.xMm !== undefined && { xMm: present.xMm }),
    ...(values.yMm !== undefined && { yMm: present.yMm }),
    ...(values.widthMm !== undefined && { widthMm: present.widthMm }),
    ...(values.heightMm !== undefined && { heightMm: present.heightMm }),
    ...(values.rotationDeg !== undefined && { rotationDeg: present.rotationDeg }),
    ...(values.element !== undefined && present.element && { element: present.element }),
    // With the piece its crop may have gone.
    ...((values.crop !== undefined || values.pieceId !== undefined) && { crop: present.crop ?? null }),
    ...(values.mount !== undefined && { mount: present.mount ?? null }),
    ...(values.groupId !== undefined && { groupId: present.groupId ?? null }),
    ...(values.repeats !== undefined && { repeats: present.repeats ?? false }),
  }
}

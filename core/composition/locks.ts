/** What is locked stays as it is under every hand, until it is unlocked. */
import { HandKind, type Change, type OperationKind, type Placement } from '../contract/composition.ts'
import type { PlacementId } from '../contract/ids.ts'
import type { CompositionState } from './state.ts'

const handKinds: ReadonlySet<OperationKind> = new Set(HandKind.options)

/** By which kind of operation what may still be set: nothing of it moves the place or changes what stands there. */
const stillSet: Partial<Record<OperationKind, string>> = { lock: 'locked', layer: 'layer', group: 'groupId' }

/** A field of card is locked to be out of the hand's way, not to keep its colour: a background would be dyed in three steps. */
const stillSetOf = (kind: OperationKind, placement: Placement): string | undefined =>
  kind === 'place' && placement.element?.kind === 'field' ? 'element' : stillSet[kind]

/**
 * The locked placements that a hand would change by these changes. To unlock one is allowed; so is to count its layer anew with all
 * others, to say what it belongs to, and to give a field another colour. What is no hand's is left out: a layout keeps off locked
 * places by itself, and a maker takes a piece down wherever it stands.
 */
export function lockedAmong(
  state: CompositionState,
  { kind, changes }: { readonly kind: OperationKind; readonly changes: readonly Change[] },
): PlacementId[] {
  if (!handKinds.has(kind)) return []
  return changes.flatMap((change) => {
    const held = change.do === 'add' ? undefined : state.get(change.id)
    if (!held?.locked) return []
    const isAllowed = change.do === 'set' && setsOnly(change.values, stillSetOf(kind, held))
    return isAllowed ? [] : [change.id]
  })
}

function setsOnly(values: object, key: string | undefined): boolean {
  return Object.entries(values).every(([name, value]) => name === key || value === undefined)
}

/** Applies one operation to a composition: all of its changes, or none. */
import type { Change, Placement, PlacementValues } from '../contract/composition.ts'
import type { PlacementId } from '../contract/ids.ts'
import type { CompositionState } from './state.ts'

/** Why a change does not fit. `id` is the placement that it named. */
export interface Misfit {
  readonly reason:
    'placement-exists' | 'placement-unknown' | 'piece-placed-twice' | 'slot-taken' | 'not-an-element'
  readonly id: PlacementId
}

export type Applied =
  | { readonly fits: true; readonly state: CompositionState }
  | { readonly fits: false; readonly misfit: Misfit }

/**
 * Gives the composition after the changes. `seq` is the operation's number in the log: it becomes the revision of
 * every placement it touches, unless a change (of an undo) brings an earlier one back.
 *
 * That a piece stands once and a slot holds one is asked of the result, not of every step, so that an operation may
 * swap two pieces.
 */
export function applyChanges(state: CompositionState, changes: readonly Change[], seq: number): Applied {
  const attempt = attemptChanges(state, changes, seq)
  const [misfit] = attempt.misfits
  return misfit ? { fits: false, misfit } : { fits: true, state: attempt.state }
}

/** Applies what can be applied, and names everything that does not fit. */
export function attemptChanges(
  state: CompositionState,
  changes: readonly Change[],
  seq: number,
): { readonly state: CompositionState; readonly misfits: readonly Misfit[] } {
  const next = new Map(state)
  const misfits = changes.flatMap((change) => applyOne(next, change, seq) ?? [])
  return { state: next, misfits: [...misfits, ...collisions(next, changes)] }
}

/** Makes one change in a composition that is being built. What does not fit is named, and changes nothing. */
export function applyOne(next: Map<PlacementId, Placement>, change: Change, seq: number): Misfit | undefined {
  const present = next.get(change.id)
  if (change.do === 'add') {
    if (present) return { reason: 'placement-exists', id: change.id }
    const { crop, mount, groupId, repeats, ...values } = change.values
    next.set(change.id, {
      id: change.id,
      ...values,
      ...taken({ crop, mount, groupId, repeats }),
      revision: change.revision ?? seq,
    })
    return undefined
  }
  if (!present) return { reason: 'placement-unknown', id: change.id }
  if (change.do === 'remove') next.delete(change.id)
  // What is the artwork's own stays so, and a piece's place or an empty one never becomes it.
  else if (change.values.element && !present.element) return { reason: 'not-an-element', id: change.id }
  else next.set(change.id, { ...withValues(present, change.values), revision: change.revision ?? seq })
  return undefined
}

/** A value that is not named stays; `null` is a value, `undefined` is none. */
function withValues(placement: Placement, values: Partial<Optional<PlacementValues>>): Placement {
  return {
    ...placement,
    xMm: values.xMm ?? placement.xMm,
    yMm: values.yMm ?? placement.yMm,
    widthMm: values.widthMm ?? placement.widthMm,
    heightMm: values.heightMm ?? placement.heightMm,
    rotationDeg: values.rotationDeg ?? placement.rotationDeg,
    layer: values.layer ?? placement.layer,
    locked: values.locked ?? placement.locked,
    pieceId: values.pieceId === undefined ? placement.pieceId : values.pieceId,
    slot: values.slot === undefined ? placement.slot : values.slot,
    ...elementOf(values.element ?? placement.element),
    ...taken({
      crop: values.crop === undefined ? cropWith(placement, values.pieceId) : values.crop,
      mount: values.mount === undefined ? placement.mount : values.mount,
      groupId: values.groupId === undefined ? placement.groupId : values.groupId,
      repeats: values.repeats ?? placement.repeats,
    }),
  }
}

const elementOf = (element: Placement['element']) => (element ? { element } : {})

/** A crop goes with its picture: who puts another piece there, or none, takes it along. */
function cropWith({ pieceId, crop }: Placement, next: Placement['pieceId'] | undefined): Placement['crop'] {
  return next === undefined || next === pieceId ? crop : undefined
}

type Takeable = Pick<PlacementValues, 'crop' | 'mount' | 'groupId' | 'repeats'>

/** What was taken away is not there, and what is no copy does not say so. */
function taken({
  crop,
  mount,
  groupId,
  repeats,
}: Takeable): Pick<Placement, 'crop' | 'mount' | 'groupId' | 'repeats'> {
  return {
    crop: crop ?? undefined,
    mount: mount ?? undefined,
    groupId: groupId ?? undefined,
    repeats: repeats || undefined,
  }
}

type Optional<Values> = { [Key in keyof Values]: Values[Key] | undefined }

/** The placements named by `changes` that stand on a piece or in a slot which another placement has too. */
function* collisions(state: CompositionState, changes: readonly Change[]): Generator<Misfit> {
  const suspects = new Set<PlacementId>()
  for (const change of changes)
    if (change.do !== 'remove' && (change.values.pieceId || change.values.slot)) suspects.add(change.id)
  if (suspects.size === 0) return

  const pieces = new Map<string, number>()
  const slots = new Map<string, number>()
  for (const { pieceId, slot, repeats } of state.values()) {
    if (pieceId !== null && !repeats) pieces.set(pieceId, (pieces.get(pieceId) ?? 0) + 1)
    if (slot !== null) slots.set(slot, (slots.get(slot) ?? 0) + 1)
  }
  for (const id of suspects) {
    const placement = state.get(id)
    if (!placement) continue
    if (placement.pieceId !== null && placement.element) yield { reason: 'not-an-element', id }
    else if (placement.pieceId !== null && !placement.repeats && (pieces.get(placement.pieceId) ?? 0) > 1)
      yield { reason: 'piece-placed-twice', id }
    else if (placement.slot !== null && (slots.get(placement.slot) ?? 0) > 1)
      yield { reason: 'slot-taken', id }
  }
}

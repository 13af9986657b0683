/** Copies of what stands in the work, beside what they are copies of. */
import type { HandChange, Placement } from '#core/contract/composition.ts'
import type { GroupId } from '#core/contract/ids.ts'
import { valuesOf } from '#core/composition/state.ts'
import type { Composer } from './composer.svelte.ts'
import { newGroupId, newPlacementId } from './log/new-id.ts'
import { placedPieces } from './plain.ts'

/** A copy stands so far beside what it is a copy of, in parts of the work's shorter side. */
const besidePart = 1 / 40

/** What was copied or cut out, to be put in. */
export interface Clipboard {
  readonly placements: readonly Placement[]
  /** How often it was put in; what was cut out is put in where it stood first. */
  readonly times: number
}

/**
 * Those of which there may be one more: the artwork's own, empty places, pieces that stand nowhere, and where the artwork allows it
 * those that do.
 */
export function copyable(composer: Composer, placements: readonly Placement[]): Placement[] {
  const placed = placedPieces(composer.state)
  return placements.filter(({ pieceId }) => {
    if (pieceId === null) return true
    return composer.pieces.has(pieceId) && (composer.repeatsAllowed || !placed.has(pieceId))
  })
}

/** @param steps how many times as far beside as the first copy. @returns how many there are now */
export function addCopies(composer: Composer, placements: readonly Placement[], steps: number): number {
  const besideMm = Math.min(composer.frame.widthMm, composer.frame.heightMm) * besidePart * steps
  const groups = new Map<GroupId, GroupId>()
  const highest = [...composer.state.values()].reduce((most, one) => Math.max(most, one.layer), 0)
  const placed = new Set(placedPieces(composer.state))
  const copies = copyable(composer, placements).map((placement, at): HandChange & { do: 'add' } => {
    const { groupId, crop, repeats: _, xMm, yMm, layer, ...values } = valuesOf(placement)
    const group = groupId && (groups.get(groupId) ?? newGroupId())
    if (groupId && group) groups.set(groupId, group)
    const { pieceId } = placement
    const mayBeCropped = pieceId !== null && composer.pieces.get(pieceId)?.consents.alter === true
    const isCopy = pieceId !== null && placed.has(pieceId)
    if (pieceId !== null) placed.add(pieceId)
    return {
      do: 'add',
      id: newPlacementId(),
      values: {
        ...values,
        ...(group && { groupId: group }),
        ...(crop && mayBeCropped && { crop }),
        ...(isCopy && { repeats: true }),
        xMm: xMm + besideMm,
        yMm: yMm + besideMm,
        // Card stays beneath the pieces.
        layer: layer < 0 ? layer : highest + 1 + at,
        slot: null,
        locked: false,
      },
    }
  })
  composer.do('place', copies)
  if (copies.length > 0) composer.choose(copies.map(({ id }) => id))
  return copies.length
}

/** From a layout's answer to the changes that make it so: one operation, one undo. */
import type { Change } from '../contract/composition.ts'
import type { PieceId, PlacementId } from '../contract/ids.ts'
import type { Arranged, LayoutLock } from '../layout/layout.ts'
import type { CompositionState } from './state.ts'

/** What a layout has to leave alone. */
export function locksOf(state: CompositionState): LayoutLock[] {
  return [...state.values()]
    .filter(({ locked }) => locked)
    .map(({ pieceId, xMm, yMm, widthMm, heightMm, rotationDeg }) => ({
      pieceId,
      box: { xMm, yMm, widthMm, heightMm, rotationDeg },
    }))
}

/**
 * A piece that has a place keeps it and is moved; one without gets a new place (`newId`). Unlocked places that the
 * layout does not speak of are taken out, empty ones too. Locked places stay as they are; a slot that one of them
 * already has by name is not given twice.
 */
export function arrangementChanges(
  state: CompositionState,
  arranged: readonly Arranged[],
  newId: () => PlacementId,
): Change[] {
  const placeOf = new Map<PieceId, { id: PlacementId; locked: boolean }>()
  const lockedSlots = new Set<string>()
  for (const { id, pieceId, slot, locked } of state.values()) {
    if (pieceId) placeOf.set(pieceId, { id, locked })
    if (locked && slot) lockedSlots.add(slot)
  }

  const changes: Change[] = []
  const spokenOf = new Set<PlacementId>()
  for (const { pieceId, box, layer, ...named } of arranged) {
    const slot = named.slot !== null && lockedSlots.has(named.slot) ? null : named.slot
    const place = placeOf.get(pieceId)
    if (place?.locked) continue
    if (place) {
      spokenOf.add(place.id)
      changes.push({ do: 'set', id: place.id, values: { ...box, slot, layer } })
    } else changes.push({ do: 'add', id: newId(), values: { ...box, pieceId, slot, layer, locked: false } })
  }
  for (const { id, locked } of state.values())
    if (!locked && !spokenOf.has(id)) changes.push({ do: 'remove', id })
  return changes
}

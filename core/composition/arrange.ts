/** From a layout's answer to the changes that make it so: one operation, one undo. */
import type { Change, Placement } from '../contract/composition.ts'
import type { Box } from '../contract/geometry.ts'
import type { PlacementId } from '../contract/ids.ts'
import type {
  Arranged,
  LayoutFrame,
  LayoutLock,
  LayoutPiece,
  LayoutStanding,
  LayoutTask,
} from '../layout/layout.ts'
import { layoutIds, placesByLayoutId, withCopies } from './copies.ts'
import { isGround, lyingAsGround } from './ground.ts'
import { inLayerOrder, type CompositionState } from './state.ts'

/** What a layout is told of the composition: whom it arranges, copies too, what it has to leave alone, and how all stands now. */
export function layoutTaskOf(
  state: CompositionState,
  pieces: readonly LayoutPiece[],
  frame: LayoutFrame,
): Pick<LayoutTask, 'pieces' | 'locks' | 'standing' | 'frame'> {
  const { widthMm, heightMm } = frame
  return {
    pieces: notLaidAsGround(withCopies(pieces, state), state, frame),
    locks: locksOf(state, frame),
    standing: standingIn(state),
    frame: { widthMm, heightMm },
  }
}

/** The ground is no piece to be seated. Where there is none, the very same list: thousands take long to hand over. */
function notLaidAsGround(
  pieces: readonly LayoutPiece[],
  state: CompositionState,
  frame: LayoutFrame,
): readonly LayoutPiece[] {
  const grounds = lyingAsGround(state, frame).filter(({ locked, pieceId }) => locked && pieceId !== null)
  if (grounds.length === 0) return pieces
  const ids = layoutIds(state)
  const laid = new Set(grounds.map(({ id }) => ids.get(id)))
  return pieces.filter(({ id }) => !laid.has(id))
}

/**
 * What a layout has to leave alone: what is locked, and the artwork's own words, which nothing may cover. The ground is there
 * to be hung on.
 */
export function locksOf(state: CompositionState, frame: LayoutFrame): LayoutLock[] {
  const ids = layoutIds(state)
  return inLayerOrder(state)
    .filter(({ locked, element }) => (element ? element.kind === 'words' : locked))
    .filter((placement) => !isGround(placement, frame))
    .map(({ id, xMm, yMm, widthMm, heightMm, rotationDeg }) => ({
      pieceId: ids.get(id) ?? null,
      box: { xMm, yMm, widthMm, heightMm, rotationDeg },
    }))
}

/** What a layout may move, or leave where it is. In the same order for every reader. */
function standingIn(state: CompositionState): LayoutStanding[] {
  const ids = layoutIds(state)
  return inLayerOrder(state)
    .filter(({ locked, element }) => !locked && !element)
    .map(({ id, slot, layer, xMm, yMm, widthMm, heightMm, rotationDeg }) => ({
      pieceId: ids.get(id) ?? null,
      box: { xMm, yMm, widthMm, heightMm, rotationDeg },
      slot,
      layer,
    }))
}

interface Arrangement {
  readonly arranged: readonly Arranged[]
  readonly keepsEmptyPlaces: boolean
  readonly newId: () => PlacementId
}

/**
 * A piece that has a place keeps it and is moved, and so is each of its copies; one without fills the empty place of its slot,
 * or gets a new one (`newId`). Unlocked places that the layout does not speak of are taken out, empty ones too unless it keeps them.
 * What is the artwork's own stays. Locked places stay as they are; a slot that one of them already has by name is not
 * given twice. What stands already where it is to stand is not spoken of: whoever moved it there last can still undo it.
 */
export function arrangementChanges(
  state: CompositionState,
  { arranged, keepsEmptyPlaces, newId }: Arrangement,
): Change[] {
  const placeOf = placesByLayoutId(state)
  const emptyIn = new Map<string, PlacementId>()
  const lockedSlots = new Set<string>()
  for (const { id, pieceId, slot, locked, element } of state.values()) {
    if (locked && slot) lockedSlots.add(slot)
    if (!locked && !pieceId && !element && slot) emptyIn.set(slot, id)
  }

  const changes: Change[] = []
  const spokenOf = new Set<PlacementId>()
  for (const { pieceId, box, layer, ...named } of arranged) {
    const slot = named.slot !== null && lockedSlots.has(named.slot) ? null : named.slot
    const place = placeOf.get(pieceId)
    if (place?.locked) continue
    const empty = slot === null ? undefined : emptyIn.get(slot)
    if (place) {
      spokenOf.add(place.id)
      if (!standsSo(place, { ...box, slot, layer }))
        changes.push({ do: 'set', id: place.id, values: { ...box, slot, layer } })
    } else if (empty) {
      spokenOf.add(empty)
      changes.push({ do: 'set', id: empty, values: { ...box, pieceId, layer } })
    } else changes.push({ do: 'add', id: newId(), values: { ...box, pieceId, slot, layer, locked: false } })
  }
  for (const { id, pieceId, element, locked } of state.values()) {
    const isKept = element !== undefined || (keepsEmptyPlaces && pieceId === null)
    if (!locked && !isKept && !spokenOf.has(id)) changes.push({ do: 'remove', id })
  }
  return changes
}

function standsSo(placement: Placement, wanted: Box & Pick<Placement, 'slot' | 'layer'>): boolean {
  return (
    placement.xMm === wanted.xMm &&
    placement.yMm === wanted.yMm &&
    placement.widthMm === wanted.widthMm &&
    placement.heightMm === wanted.heightMm &&
    placement.rotationDeg === wanted.rotationDeg &&
    placement.slot === wanted.slot &&
    placement.layer === wanted.layer
  )
}

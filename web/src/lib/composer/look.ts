/** A layout is looked at before it is done: the work as it would be, and how the eye gets from one to the other. */
import type { Arranged } from '#core/layout/layout.ts'
import { placesByLayoutId } from '#core/composition/copies.ts'
import type { CompositionState } from '#core/composition/state.ts'
import type { Shown } from './canvas/painter.ts'
import { shownAs } from './canvas/shown.ts'

export interface Look {
  readonly arranged: readonly Arranged[]
  readonly keepsEmptyPlaces: boolean
}

/** Everything as it would be: what is locked, the work's own, the empty places that are kept, and who is arranged; lowest first. */
export function lookedAt(state: CompositionState, { arranged, keepsEmptyPlaces }: Look): Shown[] {
  const stays = [...state.values()]
    .filter(({ locked, element, pieceId }) => locked || element || (keepsEmptyPlaces && pieceId === null))
    .sort((one, other) => one.layer - other.layer)
    .map((placement) => ({ shown: shownAs(placement), layer: placement.layer }))
  // Card lies beneath those who are arranged, whatever their layers come to be.
  const beneath = stays.filter(({ layer }) => layer < 0).map(({ shown }) => shown)
  const above = stays.filter(({ layer }) => layer >= 0).map(({ shown }) => shown)
  // A piece keeps what it wears, wherever it is arranged; so does a copy of it.
  const places = placesByLayoutId(state)
  const dressed = arranged.map((one): Shown => {
    const { pieceId, crop, mount } = places.get(one.pieceId) ?? { ...one, crop: undefined, mount: undefined }
    return { pieceId, crop, mount, box: one.box }
  })
  return [...beneath, ...above, ...dressed]
}

/** Whoever asked their device for stillness sees everything where it is to be, at once. */
export const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches

/** Which pieces belong to all, in a work that is arranged as 35 + 1: those that stand in the common field now. */
import type { PieceId } from '../contract/ids.ts'
import type { LayoutStanding } from './layout.ts'
import { holds, type Rect } from './rect.ts'

/** No house has this code: a code is made from what the house is called. */
export const commonName = 'common'

export const slotIn = (field: string, number: number): string => `${field}.${number}`

/** The field that a slot of this layout lies in. Slots of other layouts have no full stop. */
export function fieldOf(slot: string | null): string | undefined {
  return slot?.match(/^(.+)\.\d+$/)?.[1]
}

/** More than this part of the pieces must stand in the field that they are named after. */
const atHomeLeast = 2 / 3

/**
 * Where a hand moved a piece tells more than the name of its slot, as long as most others stand where they were put.
 * If they do not (the common field is to be elsewhere now, or to be another size), the name tells.
 * @param fields where each field would lie, were the work arranged as it is now; by name
 */
export function belongsToAll(
  standing: readonly LayoutStanding[],
  fields: ReadonlyMap<string, Rect>,
): ReadonlySet<PieceId> {
  const named = standing.flatMap((place) => {
    const field = fieldOf(place.slot)
    return field === undefined ? [] : [{ ...place, field }]
  })
  const atHome = named.filter(({ field, box }) => {
    const rect = fields.get(field)
    return rect && holds(rect, box)
  })
  const common = fields.get(commonName)
  const isAsArranged = named.length > 0 && atHome.length >= named.length * atHomeLeast
  const theirs =
    isAsArranged && common
      ? standing.filter(({ box }) => holds(common, box))
      : named.filter(({ field }) => field === commonName)
  return new Set(theirs.flatMap(({ pieceId }) => pieceId ?? []))
}

/** The order in which eyes go over a work: from the top down, and along each row from the left. */
import type { Placement } from '#core/contract/composition.ts'
import type { CompositionState } from '#core/composition/state.ts'

/** Pieces whose middles lie within half a height of the row's first stand in one row. */
export function inReadingOrder(state: CompositionState): Placement[] {
  const rows: { readonly first: Placement; readonly placements: Placement[] }[] = []
  for (const placement of [...state.values()].sort((a, b) => a.yMm - b.yMm || a.xMm - b.xMm)) {
    const row = rows.at(-1)
    if (row && placement.yMm - row.first.yMm < row.first.heightMm / 2) row.placements.push(placement)
    else rows.push({ first: placement, placements: [placement] })
  }
  return rows.flatMap(({ placements }) => placements.sort((a, b) => a.xMm - b.xMm))
}

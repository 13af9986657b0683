/** The order in which eyes go over a work: from the top down, and along each row from the left. */
import type { Placement } from '#core/contract/composition.ts'

/** Pieces whose middles lie within half a height of the row's first stand in one row. */
export function inRows(placements: Iterable<Placement>): Placement[][] {
  const rows: { readonly first: Placement; readonly placements: Placement[] }[] = []
  for (const placement of [...placements].sort((a, b) => a.yMm - b.yMm || a.xMm - b.xMm)) {
    const row = rows.at(-1)
    if (row && placement.yMm - row.first.yMm < row.first.heightMm / 2) row.placements.push(placement)
    else rows.push({ first: placement, placements: [placement] })
  }
  return rows.map(({ placements: row }) => row.sort((a, b) => a.xMm - b.xMm))
}

export function inReadingOrder(state: ReadonlyMap<unknown, Placement>): Placement[] {
  return inRows(state.values()).flat()
}

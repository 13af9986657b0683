/** The order in which eyes go over a work: from the top down, and along each row from the left. */
import { isGround } from '#core/composition/ground.ts'
import type { Placement } from '#core/contract/composition.ts'
import type { LayoutFrame } from '#core/layout/layout.ts'

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

/**
 * The ground is read last, by itself: as high as the whole work, it would draw every row into its own.
 */
export function groundApart(
  placements: Iterable<Placement>,
  frame: LayoutFrame,
): { readonly standing: readonly Placement[]; readonly grounds: readonly Placement[] } {
  const all = [...placements]
  return {
    standing: all.filter((placement) => !isGround(placement, frame)),
    grounds: all.filter((placement) => isGround(placement, frame)),
  }
}

export function inReadingOrder(state: ReadonlyMap<unknown, Placement>): Placement[] {
  return inRows(state.values()).flat()
}

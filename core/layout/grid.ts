/**
 * Grid: calm rows and columns. Every piece keeps its shape and stands whole in the middle of its cell.
 *
 *        marginMm            gapMm
 *      │◄──►│                │◄►│
 *      ┌──────────────────────────────────────┐
 *      │    ┌────────┐       ┌──────┐         │
 *      │    │  r0c0  │  ┌─┐  │ r0c2 │         │
 *      │    └────────┘  │ │  └──────┘         │   a tall piece is as high as its cell,
 *      │                └─┘                   │   a broad one as broad
 *      │    ┌────────┐ ╔═════════════╗        │
 *      │    │  r1c0  │ ║   locked    ║        │   cells that a locked place touches
 *      │    └────────┘ ╚═════════════╝        │   stay free: there is no r1c1, r1c2
 *      └──────────────────────────────────────┘
 */
import { z } from 'zod'
import { cellsFor } from './cells.ts'
import type { Arranged, Layout } from './layout.ts'
import { inOrder } from './order.ts'
import { fittedInto, insideOf } from './rect.ts'
import { unlocked } from './unlocked.ts'

export const gridOptions = z.object({
  columns: z
    .union([
      z.literal('auto'),
      z
        .int()
        .min(1)
        .max(300)
        .meta({ examples: [8] }),
    ])
    .default('auto'),
  gapMm: z.number().min(0).max(1000).default(20),
  marginMm: z.number().min(0).max(5000).default(40),
  order: z.enum(['arrival', 'house', 'colour']).default('arrival'),
})

export const grid: Layout<typeof gridOptions> = {
  id: 'grid',
  options: gridOptions,
  arrange({ pieces, frame, options: { columns, gapMm, marginMm, order }, locks, seed }) {
    const free = inOrder(unlocked(pieces, locks), order, seed)
    const cells = cellsFor({ within: insideOf(frame, marginMm), pieces: free, gapMm, columns, locks })
    return free.slice(0, cells.length).flatMap((piece, layer): Arranged[] => {
      const cell = cells[layer]
      return cell
        ? [
            {
              pieceId: piece.id,
              box: fittedInto(cell, piece.aspect),
              slot: `r${cell.row}c${cell.column}`,
              layer,
            },
          ]
        : []
    })
  },
}

/** Approved pieces that an edition goes out without: each has a reason, noted with the edition. */
import { z } from 'zod'
import { PieceId } from './ids.ts'

/** A kind reason that its maker may hear; the curator chooses one, none is written freely. */
export const LeftOutReason = z.enum(['later', 'no-room', 'asked-to-wait', 'elsewhere'])
export type LeftOutReason = z.infer<typeof LeftOutReason>

export const LeftOut = z.object({ piece: PieceId, reason: LeftOutReason })
export type LeftOut = z.infer<typeof LeftOut>

const namesEachOnce = (all: readonly LeftOut[]) => new Set(all.map(({ piece }) => piece)).size === all.length

/** One reason a piece. */
export const AllLeftOut = z.array(LeftOut).max(30_000).refine(namesEachOnce, { message: 'named-twice' })

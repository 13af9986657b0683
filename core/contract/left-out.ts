/** Who is not, or not well, in an edition: each has a kind reason, noted with it. The curator chooses; none is written freely. */
import { z } from 'zod'
import { HouseCode, PieceId } from './ids.ts'

/** Why an approved piece has no place. Its maker may hear it, as all that follow. */
export const UnplacedReason = z.enum(['later', 'no-room', 'asked-to-wait', 'elsewhere'])
export type UnplacedReason = z.infer<typeof UnplacedReason>

/** Why a piece stands where it is hardly seen: under others, or small. */
export const UnseenReason = z.enum(['meant-so', 'seen-closer', 'better-place-later'])
export type UnseenReason = z.infer<typeof UnseenReason>

export const LeftOutReason = z.enum([...UnplacedReason.options, ...UnseenReason.options])

export const LeftOut = z.object({ piece: PieceId, reason: LeftOutReason })
export type LeftOut = z.infer<typeof LeftOut>

/** Why a house that takes part has no piece in the work. */
export const AbsenceReason = z.enum(['nothing-sent', 'house-later', 'not-this-time'])
export type AbsenceReason = z.infer<typeof AbsenceReason>

export const AbsentHouse = z.object({ house: HouseCode, reason: AbsenceReason })
export type AbsentHouse = z.infer<typeof AbsentHouse>

const namesEachOnce = <Noted>(all: readonly Noted[], nameOf: (one: Noted) => string) =>
  new Set(all.map(nameOf)).size === all.length

/** One reason a piece. */
export const AllLeftOut = z
  .array(LeftOut)
  .max(30_000)
  .refine((all) => namesEachOnce(all, ({ piece }) => piece), { message: 'named-twice' })

/** One reason a house. */
export const AllAbsentHouses = z
  .array(AbsentHouse)
  .max(1_000)
  .refine((all) => namesEachOnce(all, ({ house }) => house), { message: 'named-twice' })

/** Of whom an edition cannot go out silently. It is what the answer `pieces-left-out` says of each. */
export const Concern = z.enum(['unplaced', 'unseen', 'absent'])
export type Concern = z.infer<typeof Concern>

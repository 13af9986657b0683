/** What is said of those who are not, or not well, in a work, and of whom nothing is said yet. */
import type { HouseCode, PieceId } from '../contract/ids.ts'
import { UnplacedReason, type AbsentHouse, type Concern, type LeftOut } from '../contract/left-out.ts'
import type { Everyone } from './everyone.ts'

export interface Said {
  readonly leftOut: readonly LeftOut[]
  readonly absentHouses: readonly AbsentHouse[]
}

interface Unsaid {
  readonly concern: Concern
  readonly who: PieceId | HouseCode
}

/** Whether it says why a piece has no place; else it says why one is hardly seen where it is. */
export const isForUnplaced = ({ reason }: LeftOut): boolean => UnplacedReason.safeParse(reason).success

/** Pieces that have a place and are hardly seen there, each once. */
export const unseenOf = ({ hidden, small }: Everyone): PieceId[] => [...new Set([...hidden, ...small])]

/**
 * @returns what of it is needed, and who has no reason. One for having no place says nothing of a piece that has one,
 *   nor the other way round.
 */
export function weighSaid(
  everyone: Everyone,
  { leftOut, absentHouses }: Said,
): { readonly needed: Said; readonly unsaid: readonly Unsaid[] } {
  const whoNeeds: Record<Concern, ReadonlySet<PieceId | HouseCode>> = {
    unplaced: new Set(everyone.unplaced),
    unseen: new Set(unseenOf(everyone)),
    absent: new Set(everyone.absentHouses),
  }
  const needed = {
    leftOut: leftOut.filter((note) => whoNeeds[isForUnplaced(note) ? 'unplaced' : 'unseen'].has(note.piece)),
    absentHouses: absentHouses.filter(({ house }) => whoNeeds.absent.has(house)),
  }
  const known = new Set<string>([
    ...needed.leftOut.map(({ piece }) => piece),
    ...needed.absentHouses.map(({ house }) => house),
  ])
  const unsaidOf = (concern: Concern) =>
    [...whoNeeds[concern]].filter((who) => !known.has(who)).map((who) => ({ concern, who }))
  return { needed, unsaid: [...unsaidOf('unplaced'), ...unsaidOf('unseen'), ...unsaidOf('absent')] }
}

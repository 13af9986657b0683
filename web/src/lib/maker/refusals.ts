/** What to say of a piece that the server will never take as it is. */
import { problemKinds, type ProblemKind, type ProblemType } from '#core/contract/problems.ts'
import type { Refusal } from './pieces.ts'

const isProblemType = (type: string): type is ProblemType => type in problemKinds

/** @returns null for what is no problem of ours */
export function refusalFor(problem: string): Refusal | null {
  if (!isProblemType(problem)) return null
  const { da, en, kl }: ProblemKind = problemKinds[problem]
  return { problem, da, en, ...(kl && { kl }) }
}
